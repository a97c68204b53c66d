import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { RedisAccess, RedisCache, RedisEventTopic, RedisUser, ServerlessRedisCache } from "../../modules/redis-cache";
import { AwsEnvironment, EncryptionKey, INetwork } from "../../src/core";
import { network, service } from "../support/network";
import { ACCOUNT_ID, messageOf, synth, testStack } from "../support/synth";

/** A stack beside another one, somewhere. */
function stackIn(beside: TerraformStack, region: string, accountId = ACCOUNT_ID): TerraformStack {
  const stack = new TerraformStack(beside.node.root as Construct, "elsewhere");
  new AwsProvider(stack, "Aws", { region });
  new AwsEnvironment(stack, { accountId, region });
  return stack;
}

/** The network as a construct of a stack. */
function networkIn(stack: TerraformStack): INetwork {
  return Object.assign(new Construct(stack, "Network"), { ...network });
}

const ADVICE = "Give it a network in";

// ElastiCache User Guide, "Subnets and subnet groups": a cache is in the subnets of one VPC, which is in one region.
describe("refused at synthesis is a network", () => {
  const LIMITS = { maxDataGb: 10, maxEcpuPerSecond: 50_000 };
  const cacheIn = (stack: TerraformStack, where: TerraformStack): void => {
    new RedisCache(stack, "Cache", { network: networkIn(where), encryptionKey: new EncryptionKey(stack, "Key") });
  };
  const serverlessIn = (stack: TerraformStack, where: TerraformStack): void => {
    new ServerlessRedisCache(stack, "Cache", { network: networkIn(where), encryptionKey: new EncryptionKey(stack, "Key"), ...LIMITS });
  };

  test.each([
    ["a cache", cacheIn],
    ["a serverless cache", serverlessIn],
  ] as const)("of another region, by %s", (_, make) => {
    const stack = testStack();
    make(stack, stackIn(stack, "eu-west-1"));
    expect(messageOf(() => synth(stack))).toContain(
      `network: must be a network in eu-central-1, where this is deployed; received "eu-west-1". ${ADVICE} eu-central-1, made there or by Network.fromAttributes.`,
    );
  });

  test("of another account, whose subnet group a cache can't be in", () => {
    const stack = testStack();
    cacheIn(stack, stackIn(stack, "eu-central-1", "444455556666"));
    expect(messageOf(() => synth(stack))).toContain(
      `network: must be a network in the account 111122223333, where this is deployed; received "444455556666". ${ADVICE} the account 111122223333, made there or by Network.fromAttributes.`,
    );
  });

  test("but not one whose subnets another account shares with a serverless cache", () => {
    const stack = testStack();
    serverlessIn(stack, stackIn(stack, "eu-central-1", "444455556666"));
    expect(() => synth(stack)).not.toThrow();
  });

  test("nor one of another stack in the same place", () => {
    const stack = testStack();
    cacheIn(stack, stackIn(stack, "eu-central-1"));
    expect(() => synth(stack)).not.toThrow();
  });
});

test.each([
  ["eu-west-1", ACCOUNT_ID, "eu-central-1", "eu-west-1"],
  ["eu-central-1", "444455556666", "the account 111122223333", "444455556666"],
])("a topic for events of %s in account %s is refused", (region, accountId, place, received) => {
  const stack = testStack();
  const notificationTopic = new RedisEventTopic(stackIn(stack, region, accountId), "Events");
  new RedisCache(stack, "Cache", { network, encryptionKey: new EncryptionKey(stack, "Key"), notificationTopic });
  expect(messageOf(() => synth(stack))).toContain(
    `notificationTopic: must be a topic in ${place}, where this is deployed; received "${received}". Make a topic in ${place}.`,
  );
});

// ElastiCache API Reference, CreateUser: users are of a region.
test("a user of another region is refused", () => {
  const stack = testStack();
  const user = new RedisUser(stackIn(stack, "eu-west-1"), "User", { access: RedisAccess.sessions("session") });
  new RedisCache(stack, "Cache", { network, encryptionKey: new EncryptionKey(stack, "Key") }).grantConnect(service(stack), user);
  expect(messageOf(() => synth(stack))).toContain(
    'user: must be a user in eu-central-1, where this is deployed; received "eu-west-1". Make a RedisUser in eu-central-1.',
  );
});
