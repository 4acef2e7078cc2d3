using MindMatrix.Audit;
using MindMatrix.Store;

namespace MindMatrix.Execution;

/// <summary>How far tasks and projects are, as people say. What is so already is left as it is.</summary>
internal sealed class TaskProgress(Database store, TimeProvider clock)
{
    /// <exception cref="RefusalException">404 no such task; 409 a task cannot go there from where it is.</exception>
    public Task<TaskItem> MoveTaskAsync(string key, TaskStatus to, string person, CancellationToken cancellationToken) => store.WriteAsync(async unit =>
    {
        var task = await unit.Db.Tasks.ByKeyAsync("task", key, cancellationToken);
        if (task.Status == to)
            return task;
        if (task.Status == TaskStatus.Done && to == TaskStatus.Not_started)
            throw new RefusalException(409, "task-done", $"TSK-{task.Number} is done.", "Re-open it as In progress.");
        task.MoveTo(to);
        unit.Log(clock, person, "Task Moved", task, task.ItemId, $"{person}: «{task.Title}» is {Words(to)}.");
        return task;
    }, cancellationToken);

    /// <exception cref="RefusalException">404 no such project; 409 a project only goes forward, a step at a time.</exception>
    public Task<Project> MoveProjectAsync(string key, ProjectStatus to, string person, CancellationToken cancellationToken) => store.WriteAsync(async unit =>
    {
        var project = await unit.Db.Projects.ByKeyAsync("project", key, cancellationToken);
        if (project.Status == to)
            return project;
        if (to < project.Status)
            throw new RefusalException(409, "project-forward", $"PRJ-{project.Number} is {Words(project.Status)} and does not go back.", "Leave it, or open a new one.");
        while (project.Status < to)
            project.MoveTo(project.Status + 1);
        unit.Log(clock, person, "Project Moved", project, null, $"{person}: «{project.Title}» is {Words(to)}.");
        return project;
    }, cancellationToken);

    private static string Words(Enum status) => status.ToString().Replace('_', ' ').ToLowerInvariant();
}
