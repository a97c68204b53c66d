import { Testing } from "cdktf";
import { TradingEnvironment, environments } from "../../examples/trading-stack/environments";
import { TradingStack } from "../../examples/trading-stack/trading-stack";
import { Arguments, synth } from "../support/synth";

/** Arguments that hold a physical name, by which AWS tells resources of a type apart. */
const NAME_ARGUMENTS = [
  "name",
  "alarm_name",
  "bucket",
  "cluster_identifier",
  "custom_suffix",
  "dashboard_name",
  "final_snapshot_identifier",
  "identifier",
  "replication_group_id",
  "user_group_id",
  "user_id",
];
/** Names that are unique within their parent alone, or that are the same on purpose. */
const NOT_OF_THE_ACCOUNT = [
  "aws_appautoscaling_policy", // of one scalable target
  "aws_autoscaling_lifecycle_hook", // of one group
  "aws_iam_role_policy", // of one role
  "aws_route53_record", // the domain's own name, another one in each environment
];
/** What is unique in the account over all regions: CloudFront's and IAM's resources, and dashboards (CloudWatch API Reference, PutDashboard). */
const ACCOUNT_WIDE = /^aws_(cloudfront|iam)_|^aws_cloudwatch_dashboard$/;
const PROD = environments.prod as TradingEnvironment;

interface Name {
  readonly type: string;
  readonly name: string;
  /** Whether a stack in another region would meet it: by its type, or because another region's provider makes it. */
  readonly accountWide: boolean;
}

function namesOf(id: string, environment: TradingEnvironment): Name[] {
  const { json } = synth(new TradingStack(Testing.app(), id, environment));
  const names: Name[] = [];
  for (const [type, resources] of Object.entries(json.resource as Record<string, Record<string, Arguments>>)) {
    if (NOT_OF_THE_ACCOUNT.includes(type)) continue;
    for (const resource of Object.values(resources)) {
      const origin = resource.vpc_origin_endpoint_config?.[0]?.name as string | undefined;
      const given = [...NAME_ARGUMENTS.map((argument) => resource[argument] as string | undefined), origin];
      const known = given.filter((name): name is string => name !== undefined && !name.startsWith("${"));
      names.push(...known.map((name) => ({ type, name, accountWide: ACCOUNT_WIDE.test(type) || resource.provider !== undefined })));
    }
  }
  return names;
}

function inRegion(environment: TradingEnvironment, region: string): TradingEnvironment {
  return JSON.parse(JSON.stringify(environment).replaceAll(environment.aws.region, region)) as TradingEnvironment;
}

const key = ({ type, name }: Name): string => `${type} ${name}`;
const shared = (a: readonly Name[], b: readonly Name[]): string[] => {
  const other = new Set(b.map(key));
  return a.map(key).filter((name) => other.has(name));
};

describe("The platform's physical names", () => {
  const names = namesOf("trading-a", PROD);

  test("are all there to be compared", () => {
    expect(names.length).toBeGreaterThan(60);
    expect(names.filter(({ accountWide }) => accountWide).length).toBeGreaterThan(10);
  });

  test("are shared with no other stack of the account and region", () => {
    expect(shared(names, namesOf("trading-b", PROD))).toEqual([]);
  });

  test("of what is account-wide are shared with no stack of the same id in another region", () => {
    const elsewhere = namesOf("trading-a", inRegion(PROD, "us-west-2"));
    const accountWide = names.filter((name) => name.accountWide);
    expect(shared(accountWide, elsewhere)).toEqual([]);
  });

  test("are each given once", () => {
    expect(names.map(key).filter((name, index, all) => all.indexOf(name) !== index)).toEqual([]);
  });
});
