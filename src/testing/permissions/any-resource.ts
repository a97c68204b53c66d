/**
 * The actions of a service that may be asked for `*`: those that know no resources (Service Authorization Reference, "Actions defined by" each service), of
 * some services all but the few that the expression excludes. `*` is refused for the others: no policy that names a resource would allow it, so that the
 * answer would be "denied" whatever the policies say. Services that aren't here, among them EC2 with its many resource types, may be asked for `*`.
 */
const KNOW_NO_RESOURCE: Readonly<Record<string, RegExp>> = {
  dynamodb: /^(?:List(?!Tags)|Describe(?:Limits|Endpoints|ReservedCapacity)|Purchase|\w+AbacStatus$|InjectError$)/i,
  elasticache: /^(?!Connect$|(?:Delete|Modify)(?:ReplicationGroup|ServerlessCache)$)/i,
  iam: /^(?!PassRole$)/i,
  kinesis:
    /^(?:ListStreams$|DescribeLimits$|\w+AccountSettings$|(?:En|Dis)ableEnhancedMonitoring$|UpdateShardCount$|UpdateStreamMode$|InjectApiError$)/i,
  kms: /^(?:CreateKey|GenerateRandom|ListKeys|ListAliases|ListRetirableGrants|\w+CustomKeyStores?)$/i,
  lambda: /^(?:List(?!Tags)|GetAccountSettings$|Create(?:EventSourceMapping|CodeSigningConfig)$)/i,
  logs: /^(?!(?:CreateLogStream|PutLogEvents|GetLogEvents|FilterLogEvents)$)/i,
  rds: /^(?!(?:Delete|Modify|Reboot|Start|Stop|Failover)DB(?:Cluster|Instance)$)/i,
  "rds-db": /^(?!connect$)/i,
  s3: /^(?:ListAllMyBuckets$|\w*Account|CreateJob$|GetAccessPoint$|PutAccessPointPublicAccessBlock$|List(?:AccessPoints|AccessGrantsInstances|Jobs|MultiRegion|StorageLens)|(?:Create|Put)StorageLens)/i,
  secretsmanager: /^(?:ListSecrets|GetRandomPassword|BatchGetSecretValue)$/i,
  sns: /^(?!(?:Publish|Subscribe|DeleteTopic|[GS]etTopicAttributes|AddPermission|RemovePermission|ConfirmSubscription)$)/i,
  sqs: /^ListQueues$/i,
  sts: /^(?!AssumeRole)/i,
};

/** Whether `*` can be meant as the resource of an action. Pure. */
export function mayBeOfAnything(action: string): boolean {
  const [service = "", name = ""] = action.split(":");
  return KNOW_NO_RESOURCE[service]?.test(name) ?? true;
}
