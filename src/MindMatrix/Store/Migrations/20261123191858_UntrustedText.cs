using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MindMatrix.Store.Migrations
{
    /// <inheritdoc />
    public partial class UntrustedText : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Flags",
                table: "SystemInbox",
                type: "TEXT",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<string>(
                name: "Provenance",
                table: "SystemInbox",
                type: "TEXT",
                nullable: false,
                defaultValue: "Operator");

            migrationBuilder.AddColumn<string>(
                name: "Sender",
                table: "SystemInbox",
                type: "TEXT",
                maxLength: 300,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Facts",
                table: "ExecutiveIntents",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Flags",
                table: "ExecutiveIntents",
                type: "TEXT",
                nullable: false,
                defaultValue: "[]");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Flags",
                table: "SystemInbox");

            migrationBuilder.DropColumn(
                name: "Provenance",
                table: "SystemInbox");

            migrationBuilder.DropColumn(
                name: "Sender",
                table: "SystemInbox");

            migrationBuilder.DropColumn(
                name: "Facts",
                table: "ExecutiveIntents");

            migrationBuilder.DropColumn(
                name: "Flags",
                table: "ExecutiveIntents");
        }
    }
}
