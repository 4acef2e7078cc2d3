using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MindMatrix.Store.Migrations
{
    /// <inheritdoc />
    public partial class PriceKnown : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "PriceKnown",
                table: "ModelCalls",
                type: "INTEGER",
                nullable: false,
                defaultValue: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "PriceKnown",
                table: "ModelCalls");
        }
    }
}
