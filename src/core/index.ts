export { type AlarmOverrides, type AlarmSettings, type CreatedAlarms, type Metric, type MissingData } from "./alarm";
export { AlarmTopic, type AlarmTopicProps, type IAlarmTopic, type ImportedAlarmTopic } from "./alarm-topic";
export { AwsEnvironment, type AwsEnvironmentProps, type IAwsEnvironment } from "./aws-environment";
export { Certificate, type CertificateProps, type ICertificate, type ImportedCertificate } from "./certificate";
export { type CertificateAlarm } from "./certificate-alarms";
export { Connections, type ConnectionsProps, type IConnectable } from "./connections";
export {
  type DashboardLayer,
  type DashboardMetric,
  type DashboardWidget,
  type IDashboardSource,
  PlatformDashboard,
  type PlatformDashboardProps,
} from "./dashboard";
export {
  EncryptionKey,
  type EncryptionKeyProps,
  type IEncryptionKey,
  type ImportedEncryptionKey,
  type KeyPolicyStatement,
} from "./encryption-key";
export {
  type HostedZoneAttributes,
  type IBucket,
  type IBucketObject,
  type ILoadBalancerOrigin,
  type INetwork,
  type OriginHeader,
  type SubnetAttributes,
  type SubnetTier,
} from "./interfaces";
export { type ILogBucket, type LogDelivery, type LogSource } from "./log-bucket";
export { type IManagedPolicy, type ImportedManagedPolicy, ManagedPolicy, type ManagedPolicyProps } from "./managed-policy";
export { Peer } from "./peer";
export { usePermissionsBoundary } from "./permissions-boundary";
export { type PolicyConditions, type PolicyPrincipals, type PolicyStatement } from "./policy-statement";
export { Port } from "./port";
export { type DatabaseRemoval, type Removal } from "./removal";
export { type IGrantable, type IRole, type ImportedRole, Role, type RoleAttributes, type RoleProps } from "./role";
export { type ImportedSecurityGroup, SecurityGroup, type SecurityGroupAttributes, type SecurityGroupProps } from "./security-group";
export { Tags } from "./tags";
export { useRemoval } from "./use-removal";
export { ValidationError, type Violation } from "./validation-error";
