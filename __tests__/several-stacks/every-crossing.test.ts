import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { TerraformStack } from "cdktf";
import {
  AlarmTopic,
  AuroraProxy,
  AwsEnvironment,
  Bucket,
  NotificationQueue,
  NotificationTopic,
  PlatformDashboard,
  Port,
  ServerlessRedisCache,
  StateBucket,
  stateKey,
} from "../../src";
import { Platform, faults, twoStacks, written } from "./fixture";

/** Makes something in the owner's stack, and lets something in the consumer's meet it. */
type Crossing = (owner: Platform, consumer: TerraformStack) => void;

const SECRET_ARN = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:api-AbCdEf";

const BOOKS = { maxDataGb: 5, maxEcpuPerSecond: 5000 };

const CROSSINGS: Readonly<Record<string, Crossing>> = {
  "a key encrypts a database and its logs": ({ key }, stack) => void new Platform(stack, { key }).database(),
  "a key encrypts a cache and its logs": ({ key }, stack) => void new Platform(stack, { key }).cache(),
  "a key encrypts the volumes and the logs of a service": ({ key }, stack) => void new Platform(stack, { key }).service(),
  "a key encrypts a bucket": ({ key }, stack) => void new Platform(stack, { key }).bucket(),
  "a key encrypts a bucket whose inventory is delivered to a bucket under it": ({ key, stack: owner }, stack) => {
    const destination = new Platform(owner).logBucket();
    new Bucket(stack, "Inventoried", { encryptionKey: key, inventory: { destination } });
  },
  "a key encrypts a topic for alarms": ({ key }, stack) => void new AlarmTopic(stack, "Alarms", { encryptionKey: key }),
  "a key encrypts a queue that a bucket notifies": ({ key }, stack) => {
    const target = new NotificationQueue(stack, "Arrivals", { encryptionKey: key });
    new Platform(stack, { key }).bucket().addNotification("arrivals", { target, events: ["s3:ObjectCreated:*"] });
  },
  "a key encrypts a topic that EventBridge publishes to": ({ key }, stack) =>
    new NotificationTopic(stack, "Arrivals", { encryptionKey: key }).allowEventBridge(),
  "a key encrypts assets that an edge serves": ({ key }, stack) => {
    const consumer = new Platform(stack, { key });
    consumer.edge(consumer.bucket());
  },
  "a key is granted to a role": ({ key }, stack) => {
    key.grantDecrypt(new Platform(stack).role());
    key.grantEncryptDecrypt(new Platform(stack).role());
  },
  "a network has a database": ({ network }, stack) => void new Platform(stack, { network }).database(),
  "a network has a cache": ({ network }, stack) => void new Platform(stack, { network }).cache(),
  "a network has a serverless cache": ({ network }, stack) =>
    void new ServerlessRedisCache(stack, "Books", { ...BOOKS, network, encryptionKey: new Platform(stack).key }),
  "a network has a load balancer": ({ network }, stack) => void new Platform(stack, { network }).balancer(),
  "a network has a service, which reaches AWS by its endpoints": ({ network }, stack) => void new Platform(stack, { network }).service(),
  "a log bucket gets server access logs": ({ logs: accessLogs }, stack) => void new Platform(stack).bucket({ accessLogs }),
  "a log bucket gets an inventory": ({ logs: destination }, stack) =>
    void new Bucket(stack, "Assets", { encryptionKey: new Platform(stack).key, inventory: { destination } }),
  "a log bucket gets flow logs": ({ logs }, stack) => void new Platform(stack).vpc(logs),
  "a log bucket gets a load balancer's logs": ({ logs }, stack) => void new Platform(stack, { logs }).balancer(),
  "a log bucket gets CloudFront's logs": ({ logs }, stack) => {
    const consumer = new Platform(stack, { logs });
    consumer.edge(consumer.bucket());
  },
  "a bucket is granted to a role": (owner, stack) => {
    const role = new Platform(stack).role();
    owner.bucket().grantReadWrite(role, "incoming/*");
    owner.bucket().grantDelete(role);
    owner.archive().grantLegalHold(role);
  },
  "a bucket has the program of a service": ({ release }, stack) => void new Platform(stack, { release }).service(),
  "a bucket has the assets of an edge": (owner, stack) => void new Platform(stack).edge(owner.bucket()),
  "a queue is granted to a role": ({ stack: owner, key }, stack) =>
    new NotificationQueue(owner, "Arrivals", { encryptionKey: key }).grantConsume(new Platform(stack).role()),
  "a queue gets a bucket's notifications": ({ stack: owner, key }, stack) => {
    const target = new NotificationQueue(owner, "Arrivals", { encryptionKey: key });
    new Platform(stack).bucket().addNotification("arrivals", { target, events: ["s3:ObjectCreated:*"] });
  },
  "a topic gets a bucket's notifications": ({ stack: owner, key }, stack) => {
    const target = new NotificationTopic(owner, "Arrivals", { encryptionKey: key });
    new Platform(stack).bucket().addNotification("arrivals", { target, events: ["s3:ObjectCreated:*"] });
  },
  "a queue gets the events of a rule, whose ARN is written out": ({ stack: owner, key }, stack) => {
    const queue = new NotificationQueue(owner, "Arrivals", { encryptionKey: key });
    const rule = new CloudwatchEventRule(stack, "Rule", { name: "arrivals", eventPattern: "{}" });
    queue.allowEventBridge(AwsEnvironment.of(stack).arn("events", `rule/${rule.nameInput!}`));
  },
  "a database is connected to, and logged in to": (owner, stack) => {
    const api = new Platform(stack).service();
    owner.database().connections.allowDefaultPortFrom(api, "orders");
    owner.database().grantConnect(api, "trading_api");
    owner.database().grantReadSecret(api);
  },
  "a database has a proxy": (owner, stack) => {
    const { network, key: encryptionKey } = owner;
    const database = owner.database();
    const api = new Platform(stack).service();
    const proxy = new AuroraProxy(stack, "Proxy", { network, database, encryptionKey, userSecretArns: { api: SECRET_ARN } });
    proxy.connections.allowDefaultPortFrom(api);
    proxy.grantConnect(api, "api");
  },
  "a proxy is connected to, and logged in to": (owner, stack) => {
    const { network, key: encryptionKey, stack: scope } = owner;
    const database = owner.database();
    const proxy = new AuroraProxy(scope, "Proxy", { network, database, encryptionKey, userSecretArns: { api: SECRET_ARN } });
    const api = new Platform(stack).service();
    api.connections.allowTo(proxy, Port.tcp(5432), "pooled");
    proxy.grantConnect(api, "api");
  },
  "a cache is connected to, and logged in to": (owner, stack) => {
    const api = new Platform(stack).service();
    api.connections.allowTo(owner.cache(), Port.tcp(6379), "sessions");
    owner.cache().grantConnect(api, "trading-api");
  },
  "a serverless cache is connected to, and logged in to": ({ stack: scope, network, key: encryptionKey }, stack) => {
    const cache = new ServerlessRedisCache(scope, "Books", { ...BOOKS, network, encryptionKey });
    const api = new Platform(stack).service();
    cache.connections.allowDefaultPortFrom(api);
    cache.grantConnect(api, "trading-api");
  },
  "a load balancer has a service": (owner, stack) => {
    const { network } = owner;
    new Platform(stack, { network, loadBalancer: owner.balancer() }).service();
  },
  "a load balancer is the origin of an edge": (owner, stack) => {
    const consumer = new Platform(stack, { loadBalancer: owner.balancer() });
    consumer.edge(consumer.bucket());
  },
  "a topic is notified by alarms": (owner, stack) => {
    const topic = owner.alarmTopic();
    const consumer = new Platform(stack);
    for (const watched of [consumer.balancer(), consumer.service(), consumer.database(), consumer.cache()]) watched.addAlarms(topic);
  },
  "alarms notify a topic": (owner, stack) => {
    const topic = new Platform(stack).alarmTopic();
    for (const watched of [owner.balancer(), owner.service(), owner.database(), owner.cache()]) watched.addAlarms(topic);
  },
  "a dashboard shows charts": (owner, stack) =>
    void new PlatformDashboard(stack, "Dashboard", { sources: [owner.balancer(), owner.service(), owner.database(), owner.cache()] }),
  "a dashboard shows an edge's charts": (owner, stack) =>
    void new PlatformDashboard(stack, "Dashboard", { sources: [owner.edge(owner.bucket())] }),
  "a dashboard shows the charts of a network and of buckets": (owner, stack) =>
    void new PlatformDashboard(stack, "Dashboard", { sources: [owner.vpc(), owner.bucket(), owner.archive(), owner.logBucket()] }),
  "a role is granted a bucket and its key": (owner, stack) => new Platform(stack).bucket().grantReadWrite(owner.role()),
  "a role is granted a queue and its key": (owner, stack) =>
    new NotificationQueue(stack, "Arrivals", { encryptionKey: new Platform(stack).key }).grantConsume(owner.role()),
  "a role is granted a database and a cache": (owner, stack) => {
    const role = owner.role();
    const consumer = new Platform(stack);
    consumer.database().grantConnect(role, "batch");
    consumer.database().grantReadSecret(role);
    consumer.cache().grantConnect(role, "batch");
  },
  "a role is granted a state": (owner, stack) => {
    const states = new StateBucket(stack, "States", { bucketName: "trading-state" });
    states.grantDeploy(owner.role(), stateKey("data"));
    states.grantPlan(owner.role(), stateKey("network"));
  },
};

describe.each([
  ["known", true],
  ["looked up", false],
] as const)("where account and region are %s", (_, pinned) => {
  test.each(Object.entries(CROSSINGS))("%s in the other stack, which adds nothing to this one", (_name, cross) => {
    const { app, owner, consumer } = twoStacks(pinned);
    cross(new Platform(owner), consumer);
    const stacks = written(app);
    expect(faults(stacks.owner!, [])).toEqual([]);
    expect(faults(stacks.consumer!, ["owner"])).toEqual([]);
  });
});
