using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MindMatrix.Store.Migrations
{
    /// <inheritdoc />
    public partial class Dialectic : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_ActionPipes_OnePerIntent",
                table: "ActionPipes");

            migrationBuilder.AddColumn<bool>(
                name: "FullDialectic",
                table: "SystemInbox",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<DateTime>(
                name: "AnalyzedAt",
                table: "ExecutiveIntents",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "AskedAdvisers",
                table: "ExecutiveIntents",
                type: "TEXT",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<string>(
                name: "CrossExaminedBecause",
                table: "ExecutiveIntents",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "FullDialectic",
                table: "ExecutiveIntents",
                type: "INTEGER",
                nullable: false,
                defaultValue: true);

            migrationBuilder.AddColumn<string>(
                name: "Cross",
                table: "Assessments",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "CreatedBy",
                table: "AgentVersions",
                type: "TEXT",
                nullable: false,
                defaultValue: "system");

            migrationBuilder.CreateTable(
                name: "Challenges",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    IntentId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Option = table.Column<string>(type: "TEXT", nullable: false),
                    Reply = table.Column<string>(type: "TEXT", nullable: false),
                    Model = table.Column<string>(type: "TEXT", nullable: false),
                    AskedBy = table.Column<string>(type: "TEXT", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Challenges", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Challenges_ExecutiveIntents_IntentId",
                        column: x => x.IntentId,
                        principalTable: "ExecutiveIntents",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ActionPipes_ByIntent",
                table: "ActionPipes",
                columns: new[] { "IntentId", "Number" });

            migrationBuilder.CreateIndex(
                name: "IX_Challenges_IntentId",
                table: "Challenges",
                column: "IntentId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Challenges");

            migrationBuilder.DropIndex(
                name: "IX_ActionPipes_ByIntent",
                table: "ActionPipes");

            migrationBuilder.DropColumn(
                name: "FullDialectic",
                table: "SystemInbox");

            migrationBuilder.DropColumn(
                name: "AnalyzedAt",
                table: "ExecutiveIntents");

            migrationBuilder.DropColumn(
                name: "AskedAdvisers",
                table: "ExecutiveIntents");

            migrationBuilder.DropColumn(
                name: "CrossExaminedBecause",
                table: "ExecutiveIntents");

            migrationBuilder.DropColumn(
                name: "FullDialectic",
                table: "ExecutiveIntents");

            migrationBuilder.DropColumn(
                name: "Cross",
                table: "Assessments");

            migrationBuilder.DropColumn(
                name: "CreatedBy",
                table: "AgentVersions");

            migrationBuilder.CreateIndex(
                name: "IX_ActionPipes_OnePerIntent",
                table: "ActionPipes",
                column: "IntentId",
                unique: true);
        }
    }
}
