import { permissions } from "../../../../src/testing/permissions";
import { ServiceAccess } from "../../../../src/testing/permissions/services/need";
import { Arguments, SynthesizedStack } from "../../../support/synth";
import { REQUESTS } from "./requests";

export const ACCOUNT = "111122223333";
export const REGION = "eu-central-1";

/** What AWS's page has a service ask for, and one value of a stack that it depends on. */
export interface ServiceCase<V> {
  /** What is done, in the page's words. */
  readonly name: string;
  readonly need: string;
  /** The stack's resources, with the values of {@link ServiceCase.values}. */
  readonly resources: (values: V) => Arguments;
  readonly values: V;
  /** Each request, as `principal action`; a role is written as its name. */
  readonly asks: readonly string[];
  /** The one value that is changed. */
  readonly change: Partial<V>;
  /** What is denied then. */
  readonly denied: readonly string[];
  /** What the explanation says of the first of them. */
  readonly because: string;
}

/** A row of a table of cases, whose values have types of their own. */
export function serviceCase<V>(row: ServiceCase<V>): ServiceCase<unknown> {
  return row as ServiceCase<unknown>;
}

/** What a need's requests get in a stack of these resources. */
export function accesses(need: string, resource: Arguments, terraform: Arguments = {}, region = REGION): readonly ServiceAccess[] {
  const provider = { aws: [{ region, allowed_account_ids: [ACCOUNT] }] };
  return permissions(new SynthesizedStack({ provider, terraform, resource }))
    .services()
    .filter((access) => access.need === need);
}

/** `principal action`, without what AWS's domain and an account's ARNs have in common. */
export function asked({ principal, action }: ServiceAccess): string {
  return `${principal.replace(/\.amazonaws\.com$/, "").replace(/^arn:aws:iam::\d+:(?:role\/)?/, "")} ${action}`;
}

/** The whole request, as `principal action on resource (condition keys): what for`. */
export function inFull(access: ServiceAccess): string {
  const { resource, resourcePath = "", context = {}, purpose } = access;
  const keys = Object.entries(context).map(([condition, value]) => `${condition}=${String(value)}`);
  return `${asked(access)} on ${resource}${resourcePath}${keys.length === 0 ? "" : ` (${keys.join(", ")})`}: ${purpose}`;
}

export function withVerdict(all: readonly ServiceAccess[], verdict: string): string[] {
  return all.filter((access) => access.verdict === verdict).map(asked);
}

/** Runs a table: with the page's policies everything is allowed, and after the change just what depends on it isn't. */
export function testServices(cases: readonly ServiceCase<unknown>[]): void {
  describe.each(cases)("$need: $name", ({ name, need, resources, values, asks, change, denied, because }) => {
    test("what the page says is asked for, and allowed by the page's policies", () => {
      const all = accesses(need, resources(values));
      expect(all.map(asked)).toEqual(asks);
      expect(all.map(inFull)).toEqual(REQUESTS[name]);
      expect(all.filter(({ verdict }) => verdict !== "allowed").map(({ explanation }) => explanation)).toEqual([]);
    });

    test("one change of the stack has just that denied, with the reason", () => {
      const all = accesses(need, resources({ ...(values as object), ...change }));
      expect(withVerdict(all, "denied")).toEqual(denied);
      expect(all.find(({ verdict }) => verdict === "denied")?.explanation).toContain(because);
    });
  });
}

type Condition = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

export function service(name: string): Arguments {
  return { Service: `${name}.amazonaws.com` };
}

/** A statement of a resource's policy. */
export function allow(
  principal: Arguments,
  action: string | readonly string[],
  resource: string | readonly string[],
  condition?: Condition,
): Arguments {
  return { Effect: "Allow", Principal: principal, Action: action, Resource: resource, Condition: condition };
}

/** A statement of a role's policy. */
export function may(action: string | readonly string[], resource: string | readonly string[], condition?: Condition): Arguments {
  return { Effect: "Allow", Action: action, Resource: resource, Condition: condition };
}

export function policy(...statements: readonly Arguments[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

/** A role that a service takes. */
export function role(name: string, takenBy: string, statements: readonly Arguments[], condition?: Condition): Arguments {
  const trust = { Effect: "Allow", Principal: service(takenBy), Action: "sts:AssumeRole", Condition: condition };
  return {
    name,
    assume_role_policy: policy(trust),
    inline_policy: statements.length > 0 ? [{ name: "role", policy: policy(...statements) }] : [],
  };
}

/** The statement by which the policies of the account's principals count for a key. */
export const ACCOUNT_ADMINISTRATION = allow({ AWS: `arn:aws:iam::${ACCOUNT}:root` }, "kms:*", "*");

/** A key with statements for services. */
export function key(...statements: readonly Arguments[]): Arguments {
  return { key: { policy: policy(ACCOUNT_ADMINISTRATION, ...statements) } };
}

/** A bucket that encrypts under a key. */
export function encryption(bucket: string): Arguments {
  const byDefault = { sse_algorithm: "aws:kms", kms_master_key_id: "${aws_kms_key.key.arn}" };
  return {
    bucket: `\${aws_s3_bucket.${bucket}.id}`,
    rule: [{ apply_server_side_encryption_by_default: byDefault, bucket_key_enabled: true }],
  };
}

export const OF_ACCOUNT: Readonly<Record<string, string>> = { "aws:SourceAccount": ACCOUNT };
