const DONE: Readonly<Record<string, string>> = { Creation: "created", Modifications: "changed", Destruction: "destroyed" };
const STILL_EVERY_SECONDS = 30;

/** Why some resources take long, by type: people wonder. */
const REASONS: Readonly<Record<string, string>> = {
  aws_rds_cluster: "the provider itself waits before it looks at an RDS cluster",
  aws_rds_cluster_instance: "the provider itself waits before it looks at an RDS instance",
  aws_s3_bucket_lifecycle_configuration: "the provider reads new rules again and again until they stay the same",
};

/**
 * Turns Terraform's output into one line per resource that is done, and a sign of life for those that take long.
 *
 * @param paths Terraform's address → the construct's path
 */
export class ProgressLines {
  private total = 0;
  private done = 0;

  constructor(private readonly paths: ReadonlyMap<string, string>) {}

  /** What to show for a line of Terraform's, or of `cdktf deploy`'s, which has the stack's name before it; undefined for nothing. */
  public show(line: string): string | undefined {
    const plan = /Plan: (?:\d+ to import, )?(\d+) to add, (\d+) to change, (\d+) to destroy/.exec(line);
    if (plan) {
      this.total = plan.slice(1).reduce((sum, count) => sum + Number(count), 0);
      this.done = 0;
      return `  ${plan[0]}`;
    }
    // `cdktf deploy` writes the construct's path in parentheses after the address.
    const event = /((?:aws_\w+)\.[\w-]+)(?:\[[^\]]*\])?(?: \([^)]*\))?: (.*)/.exec(line);
    if (!event) return undefined;
    const [, address, what] = event;
    const path = this.paths.get(address!) ?? address!;
    const complete = /^(Creation|Modifications|Destruction) complete after (\S+)/.exec(what!);
    if (complete) return `  ${this.count()}  ${path}  ${DONE[complete[1]!]} in ${complete[2]}`;
    const still = /^Still \w+\.\.\. \[.*?(?:(\d+)m)?(\d+)s elapsed\]/.exec(what!);
    if (!still) return undefined;
    const seconds = Number(still[1] ?? 0) * 60 + Number(still[2]);
    if (seconds % STILL_EVERY_SECONDS !== 0) return undefined;
    const reason = REASONS[address!.split(".")[0]!];
    return `       …  ${path}  ${seconds} s so far${reason ? ` (${reason})` : ""}`;
  }

  private count(): string {
    this.done += 1;
    const total = this.total === 0 ? "" : String(this.total);
    return total === "" ? String(this.done).padStart(3) : `${String(this.done).padStart(total.length)}/${total}`;
  }
}
