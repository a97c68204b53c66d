/** Everything that the module edge creates. */
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack } from "cdktf";
import {
  Distribution,
  Edge,
  EdgeFunction,
  HostedZone,
  KeyGroup,
  KeyValueStore,
  RealTimeLog,
  WebAcl,
  ZoneDelegation,
} from "../../../modules/edge";
import { AlarmTopic, EncryptionKey } from "../../../src/core";
import { ZONE, bucket, loadBalancer, logBucket } from "../../edge/fixture";
import { testStack } from "../synth";

const PUBLIC_KEY = `-----BEGIN PUBLIC KEY-----
MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEEVs/o5+uQbTjL3chynL4wXgUg2R9
q9UU8I5mEovUf86QZ7kOBIjJwqnzD1omageEHWwHdBO6B+dFabmdT9POxg==
-----END PUBLIC KEY-----
`;

export function fullEdge(): TerraformStack {
  const stack = testStack();
  const globalProvider = new AwsProvider(stack, "AwsGlobal", { region: "us-east-1", alias: "global" });
  const encryptionKey = new EncryptionKey(stack, "Key");
  const globalKey = new EncryptionKey(stack, "GlobalKey", { provider: globalProvider, region: "us-east-1" });
  const topic = new AlarmTopic(stack, "Topic", { encryptionKey: globalKey, provider: globalProvider });
  const accessLogs = logBucket(stack);
  const allowLists = { exchange: { cidrBlocks: ["198.51.100.0/24", "2001:db8::/32"] } };
  const edge = new Edge(stack, "Edge", {
    domainName: "trading.example.com",
    alternateDomainNames: ["www.trading.example.com"],
    zone: ZONE,
    globalProvider,
    loadBalancer: loadBalancer(stack),
    assets: bucket(),
    accessLogs,
    behaviors: {
      "/app/*": { origin: "assets", cache: {}, indexDocument: "/app/index.html", responseHeaders: { frameOptions: "DENY" } },
      "/static/*": { origin: "assets", cache: { queryStrings: ["v"] } },
    },
    webAcl: { allowLists, blockedCidrBlocks: ["203.0.113.0/24"] },
    failover: { dnsName: "standby.example.net", hostedZoneId: "Z215JYRZR1TBD5", primaryDomainName: "primary.trading.example.com" },
  });
  edge.addAlarms(topic);
  const site = new Distribution(stack, "Site", {
    globalProvider,
    origins: { app: { loadBalancer: loadBalancer(stack, { internal: false }) }, files: { bucket: bucket() } },
    defaultBehavior: { origin: "app" },
    behaviors: { "/files/*": { origin: "files", cache: { headers: ["origin"] } } },
    accessLogs,
  });
  site.addAlarms(topic);
  const zone = new HostedZone(stack, "Zone", { zoneName: "example.com", globalProvider, dnssec: true, queryLogs: {} });
  const subZone = new HostedZone(stack, "SubZone", { zoneName: "api.example.com", globalProvider, dnssec: true });
  new ZoneDelegation(stack, "Delegation", { zone, subZone, chainOfTrust: true });
  new KeyGroup(stack, "Signers", { publicKeys: { "2026": PUBLIC_KEY } });
  const keyValueStore = new KeyValueStore(stack, "Targets", { keys: { home: "/index.html" } });
  new EdgeFunction(stack, "Redirects", { code: "function handler(event) { return event.request; }", keyValueStore });
  new RealTimeLog(stack, "Requests", { encryptionKey });
  new WebAcl(stack, "Regional", { scope: "REGIONAL", forwardedIpHeader: "x-forwarded-for", allowLists });
  return stack;
}
