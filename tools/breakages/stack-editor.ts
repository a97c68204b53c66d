/** What Terraform's JSON holds of a resource. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Arguments = Record<string, any>;

/** A copy of a synthesized stack, to be broken in one place. */
export class StackEditor {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  constructor(public readonly json: any) {}

  /**
   * The address of the one resource of a type whose logical id begins with `prefix` and the hash that follows it, or of the first one.
   *
   * @throws Error where there is none: the breakage no longer breaks anything
   */
  public address(type: string, prefix = ""): string {
    const ids = Object.keys(this.json.resource?.[type] ?? {}).sort();
    const id = ids.find((name) => name.replace(/_[0-9A-F]{8}$/, "") === prefix) ?? ids.find((name) => name.startsWith(prefix));
    if (id === undefined) throw new Error(`the stack has no ${type} "${prefix}"`);
    return `${type}.${id}`;
  }

  /** The arguments of a resource. */
  public resource(type: string, prefix = ""): Arguments {
    return this.json.resource[type][this.address(type, prefix).split(".")[1]!];
  }

  /** Changes the JSON policy that an argument holds. */
  public policy(type: string, prefix: string, change: (statements: Arguments[]) => Arguments[], argument = "policy"): void {
    const resource = this.resource(type, prefix);
    const document = JSON.parse(resource[argument]);
    const changed = change(document.Statement);
    if (JSON.stringify(changed) === JSON.stringify(JSON.parse(resource[argument]).Statement)) {
      throw new Error(`the policy of ${type} "${prefix}" has nothing to change`);
    }
    resource[argument] = JSON.stringify({ ...document, Statement: changed });
  }

  /** Puts one word for another all over the JSON policy that an argument holds. */
  public replaceInPolicy(type: string, prefix: string, word: string, other: string, argument = "policy"): void {
    this.policy(type, prefix, (statements) => JSON.parse(JSON.stringify(statements).replaceAll(word, other)), argument);
  }

  /** Takes one dependency out of a resource's `depends_on`. */
  public dropDependency(type: string, prefix: string, on: string): void {
    const resource = this.resource(type, prefix);
    const left = (resource.depends_on as string[]).filter((address) => !address.startsWith(on));
    if (left.length === resource.depends_on.length) throw new Error(`${type} "${prefix}" doesn't depend on ${on}`);
    resource.depends_on = left;
  }
}

/** Leaves out the statements whose sid begins so. */
export function withoutStatement(sid: string): (statements: Arguments[]) => Arguments[] {
  return (statements) => statements.filter(({ Sid }) => !Sid.startsWith(sid));
}
