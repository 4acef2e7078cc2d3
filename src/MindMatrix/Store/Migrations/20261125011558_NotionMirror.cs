using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MindMatrix.Store.Migrations
{
    /// <inheritdoc />
    public partial class NotionMirror : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "NotionCursors",
                columns: table => new
                {
                    Database = table.Column<string>(type: "TEXT", nullable: false),
                    EditedThrough = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_NotionCursors", x => x.Database);
                });

            migrationBuilder.CreateTable(
                name: "NotionEvents",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_NotionEvents", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "NotionLinks",
                columns: table => new
                {
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    RecordId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PageId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Agreed = table.Column<string>(type: "TEXT", nullable: false),
                    Outgoing = table.Column<string>(type: "TEXT", nullable: false),
                    Sections = table.Column<string>(type: "TEXT", nullable: false),
                    Doubt = table.Column<string>(type: "TEXT", nullable: true),
                    Gone = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_NotionLinks", x => new { x.RecordId, x.Kind });
                });

            migrationBuilder.CreateIndex(
                name: "IX_NotionLinks_ByPage",
                table: "NotionLinks",
                column: "PageId",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "NotionCursors");

            migrationBuilder.DropTable(
                name: "NotionEvents");

            migrationBuilder.DropTable(
                name: "NotionLinks");
        }
    }
}
