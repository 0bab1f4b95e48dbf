using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CivilLine.Store.Migrations
{
    /// <inheritdoc />
    public partial class Incidents : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "EndStep",
                table: "Calls",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "EndedByName",
                table: "Calls",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "AlertId",
                table: "CallActs",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ById",
                table: "CallActs",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "ClosedAfterMs",
                table: "CallActs",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "From",
                table: "CallActs",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Reason",
                table: "CallActs",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "SeenAfterMs",
                table: "CallActs",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "To",
                table: "CallActs",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Label",
                table: "Alerts",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "SnoozedUntil",
                table: "Alerts",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Incidents",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    CallKey = table.Column<long>(type: "INTEGER", nullable: false),
                    CallId = table.Column<string>(type: "TEXT", nullable: false),
                    AgentId = table.Column<string>(type: "TEXT", nullable: true),
                    Team = table.Column<string>(type: "TEXT", nullable: true),
                    Work = table.Column<int>(type: "INTEGER", nullable: false),
                    Severity = table.Column<int>(type: "INTEGER", nullable: true),
                    Stands = table.Column<bool>(type: "INTEGER", nullable: false),
                    LastAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ClosedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    RootCause = table.Column<string>(type: "TEXT", nullable: true),
                    DueAt = table.Column<long>(type: "INTEGER", nullable: true),
                    State = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Incidents", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Incidents_Calls_CallKey",
                        column: x => x.CallKey,
                        principalTable: "Calls",
                        principalColumn: "Key",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Calls_Caller_StartedAt",
                table: "Calls",
                columns: new[] { "Caller", "StartedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_CallActs_At",
                table: "CallActs",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_Incidents_CallKey",
                table: "Incidents",
                column: "CallKey",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Incidents_DueAt",
                table: "Incidents",
                column: "DueAt");

            migrationBuilder.CreateIndex(
                name: "IX_Incidents_Stands_Work_LastAt",
                table: "Incidents",
                columns: new[] { "Stands", "Work", "LastAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Incidents_Version",
                table: "Incidents",
                column: "Version",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Incidents");

            migrationBuilder.DropIndex(
                name: "IX_Calls_Caller_StartedAt",
                table: "Calls");

            migrationBuilder.DropIndex(
                name: "IX_CallActs_At",
                table: "CallActs");

            migrationBuilder.DropColumn(
                name: "EndStep",
                table: "Calls");

            migrationBuilder.DropColumn(
                name: "EndedByName",
                table: "Calls");

            migrationBuilder.DropColumn(
                name: "AlertId",
                table: "CallActs");

            migrationBuilder.DropColumn(
                name: "ById",
                table: "CallActs");

            migrationBuilder.DropColumn(
                name: "ClosedAfterMs",
                table: "CallActs");

            migrationBuilder.DropColumn(
                name: "From",
                table: "CallActs");

            migrationBuilder.DropColumn(
                name: "Reason",
                table: "CallActs");

            migrationBuilder.DropColumn(
                name: "SeenAfterMs",
                table: "CallActs");

            migrationBuilder.DropColumn(
                name: "To",
                table: "CallActs");

            migrationBuilder.DropColumn(
                name: "Label",
                table: "Alerts");

            migrationBuilder.DropColumn(
                name: "SnoozedUntil",
                table: "Alerts");
        }
    }
}
