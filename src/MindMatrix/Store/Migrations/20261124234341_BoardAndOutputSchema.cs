using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MindMatrix.Store.Migrations
{
    /// <inheritdoc />
    public partial class BoardAndOutputSchema : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Board",
                table: "ExecutiveIntents",
                type: "TEXT",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<string>(
                name: "OutputSchema",
                table: "AgentVersions",
                type: "TEXT",
                nullable: false,
                defaultValue: "{}");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Board",
                table: "ExecutiveIntents");

            migrationBuilder.DropColumn(
                name: "OutputSchema",
                table: "AgentVersions");
        }
    }
}
