/** What Checkov finds in the plans of the example, and why it stays so. */
export interface CheckovException {
  readonly check: string;
  /** Constructs' paths; `*` for whatever the check finds. */
  readonly paths: readonly string[];
  /** The environments in which it is found. @default - in each */
  readonly environments?: readonly string[];
  readonly reason: string;
}

export const CHECKOV_EXCEPTIONS: readonly CheckovException[] = [
  {
    check: "CKV2_AWS_8",
    paths: ["Database/Resource"],
    reason: "Aurora's own backups go back 14 days to any second; plans of AWS Backup are a prop, for whoever needs a vault",
  },
  {
    check: "CKV2_AWS_62",
    paths: ["*"],
    reason: "events of a bucket are for programs that use them: addNotification",
  },
  {
    check: "CKV_AWS_86",
    paths: ["Edge/Distribution/Resource"],
    reason: "access logs are those of standard logging v2, resources of their own, which the check doesn't know",
  },
  {
    check: "CKV_AWS_139",
    paths: ["Database/Resource"],
    environments: ["dev"],
    reason: "an environment for trying things is destroyed by its users",
  },
  {
    check: "CKV_AWS_144",
    paths: ["*"],
    reason: "a replica in another region is a prop of archives and of the state; assets and releases are made anew from their source",
  },
  {
    check: "CKV_AWS_145",
    paths: ["Logs/Resource"],
    reason: "load balancers and S3 deliver access logs to no bucket under another key than S3's own",
  },
  {
    check: "CKV_AWS_150",
    paths: ["LoadBalancer/Resource"],
    environments: ["dev"],
    reason: "an environment for trying things is destroyed by its users",
  },
  {
    check: "CKV_AWS_259",
    paths: ["Edge/Distribution/ResponseHeadersPolicy"],
    reason: "preload can't be taken back for months and binds the whole domain: its owner says so, strictTransportSecurity.preload",
  },
  {
    check: "CKV_AWS_305",
    paths: ["Edge/Distribution/Resource"],
    reason: "the web frontend answers at /, not a bucket",
  },
  {
    check: "CKV_AWS_310",
    paths: ["Edge/Distribution/Resource"],
    reason: "an origin group fails over for reading alone; nothing else could answer the API",
  },
  {
    check: "CKV_AWS_374",
    paths: ["Edge/Distribution/Resource"],
    reason: "from which countries a platform trades is its owner's decision: geoRestriction",
  },
  {
    check: "CKV_AWS_378",
    paths: ["TradingApi/TargetGroup", "WebFrontend/TargetGroup"],
    reason: "between load balancer and instances HTTP within the VPC, unless the service has a certificate: targetProtocol",
  },
];
