import { KNOWN_DRIFT } from "../../../tools/known-drift";
import { describeChange, unexplainedChanges } from "../../../tools/support/plan/drift";
import { Action, PlanJson, PlannedChange, Values, plannedChanges } from "../../../tools/support/plan/planned-changes";

/** What Terraform would do. */
export class Plan {
  /** Resources that stay as they are aren't among them. */
  public readonly changes: readonly PlannedChange[];

  constructor(
    public readonly json: PlanJson,
    paths: ReadonlyMap<string, string>,
  ) {
    this.changes = plannedChanges(json, paths);
  }

  /** The changes with one action, of one type where it is given. */
  public of(action: Action, type?: string): PlannedChange[] {
    return this.changes.filter((change) => change.action === action && (type === undefined || change.type === type));
  }

  /** Each change as `action path`, sorted; those of one type where it is given. */
  public summary(type?: string): string[] {
    return this.changes
      .filter((change) => type === undefined || change.type === type)
      .map(({ action, path }) => `${action} ${path}`)
      .sort();
  }

  /**
   * The planned attributes of the one resource of a type, or of the one whose path begins with `path`.
   *
   * @throws Error that lists the paths found unless there is exactly one
   */
  public resource(type: string, path = ""): Values {
    const found = this.changes.filter((change) => change.type === type && change.path.startsWith(path));
    if (found.length === 1 && found[0]!.after) return found[0]!.after;
    throw new Error(`expected one ${type} at "${path}", found ${found.map((change) => change.path).join(", ") || "none"}`);
  }

  /** Addresses of data sources: none where a plan needs no credentials and no network. */
  public get dataSources(): string[] {
    return (this.json.configuration?.root_module?.resources ?? []).filter(({ mode }) => mode === "data").map(({ address }) => address);
  }

  /** One line per change that the emulator's known drift doesn't explain, outputs included: empty for the plan after an apply. */
  public get unexplained(): string[] {
    const outputs = Object.entries(this.json.output_changes ?? {}).filter(([, { actions }]) => actions.join() !== "no-op");
    return [
      ...unexplainedChanges(this.changes, KNOWN_DRIFT).map(describeChange),
      ...outputs.map(([name, { actions }]) => `${actions.join(" and ")} output ${name}`),
    ];
  }
}
