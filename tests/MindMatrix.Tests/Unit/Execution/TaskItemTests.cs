using MindMatrix.Execution;
using TaskStatus = MindMatrix.Execution.TaskStatus;

namespace MindMatrix.Tests.Unit.Execution;

public sealed class TaskItemTests
{
    public static TheoryData<string, string> TaskPairs => Moves.Pairs<TaskStatus>();

    public static TheoryData<string, string> ProjectPairs => Moves.Pairs<ProjectStatus>();

    [Theory]
    [MemberData(nameof(TaskPairs))]
    public void A_task_goes_forward_and_may_be_opened_again(string from, string to) => Moves.Check<TaskItem, TaskStatus>(
        "Not_started > In_progress, Done; In_progress > Done, Not_started; Done > In_progress",
        from, to, An.Task, (task, status) => task.MoveTo(status), task => task.Status);

    [Theory]
    [MemberData(nameof(ProjectPairs))]
    public void A_project_only_goes_forward(string from, string to) => Moves.Check<Project, ProjectStatus>(
        "Planning > Active; Active > Done",
        from, to, An.Project, (project, status) => project.MoveTo(status), project => project.Status);
}
