using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MindMatrix.Store.Migrations
{
    /// <inheritdoc />
    public partial class PersonalEstimates : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "PersonalEstimates",
                columns: table => new
                {
                    Position = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    IntentId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Option = table.Column<string>(type: "TEXT", nullable: false),
                    Quantity = table.Column<string>(type: "TEXT", nullable: false),
                    Value = table.Column<string>(type: "TEXT", nullable: true),
                    SetBy = table.Column<string>(type: "TEXT", nullable: false),
                    SetAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PersonalEstimates", x => x.Position);
                    table.ForeignKey(
                        name: "FK_PersonalEstimates_ExecutiveIntents_IntentId",
                        column: x => x.IntentId,
                        principalTable: "ExecutiveIntents",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_PersonalEstimates_ByIntent",
                table: "PersonalEstimates",
                columns: new[] { "IntentId", "Position" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "PersonalEstimates");
        }
    }
}
