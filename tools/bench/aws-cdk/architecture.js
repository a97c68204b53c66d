/**
 * Prints how long AWS CDK takes to build and synthesize the architecture of the example's production environment, and of how many
 * resources that is. Written as AWS's documentation shows it: L2 constructs where there are any, L1 for the cache and
 * the web ACL. Runs where aws-cdk-lib is installed; `npm run bench` sees to that.
 */
const { mkdtempSync, rmSync } = require("node:fs");
const { tmpdir } = require("node:os");
const { join } = require("node:path");
const cdk = require("aws-cdk-lib");
const acm = require("aws-cdk-lib/aws-certificatemanager");
const autoscaling = require("aws-cdk-lib/aws-autoscaling");
const cloudfront = require("aws-cdk-lib/aws-cloudfront");
const origins = require("aws-cdk-lib/aws-cloudfront-origins");
const cloudwatch = require("aws-cdk-lib/aws-cloudwatch");
const actions = require("aws-cdk-lib/aws-cloudwatch-actions");
const ec2 = require("aws-cdk-lib/aws-ec2");
const elasticache = require("aws-cdk-lib/aws-elasticache");
const elb = require("aws-cdk-lib/aws-elasticloadbalancingv2");
const iam = require("aws-cdk-lib/aws-iam");
const kms = require("aws-cdk-lib/aws-kms");
const logs = require("aws-cdk-lib/aws-logs");
const rds = require("aws-cdk-lib/aws-rds");
const route53 = require("aws-cdk-lib/aws-route53");
const targets = require("aws-cdk-lib/aws-route53-targets");
const s3 = require("aws-cdk-lib/aws-s3");
const sns = require("aws-cdk-lib/aws-sns");
const subscriptions = require("aws-cdk-lib/aws-sns-subscriptions");
const wafv2 = require("aws-cdk-lib/aws-wafv2");

const ROUNDS = 15;
/** Set by `cdk init`. */
const FEATURE_FLAGS = { "@aws-cdk/aws-s3:serverAccessLogsUseBucketPolicy": true };
const MANAGED_RULES = ["CommonRuleSet", "KnownBadInputsRuleSet", "SQLiRuleSet", "AmazonIpReputationList", "AnonymousIpList"];

class TradingStack extends cdk.Stack {
  constructor(scope, id) {
    // The certificate of CloudFront is given by its ARN: another region is another stack in CloudFormation.
    super(scope, id, { env: { account: "444455556666", region: "eu-central-1" }, tags: { platform: "trading", environment: "prod" } });
    const key = new kms.Key(this, "Key", { enableKeyRotation: true, alias: "trading-prod" });
    const logBucket = this.bucket("Logs", { encryption: s3.BucketEncryption.S3_MANAGED });
    const vpc = this.network(key);
    const zone = route53.HostedZone.fromHostedZoneAttributes(this, "Zone", { hostedZoneId: "Z0123456789PRDEXAMPLE", zoneName: "example.com" });
    const stored = { encryption: s3.BucketEncryption.KMS, encryptionKey: key, bucketKeyEnabled: true, serverAccessLogsBucket: logBucket };
    const assets = this.bucket("Assets", { ...stored, serverAccessLogsPrefix: "assets/" });
    const records = this.bucket("TradeRecords", {
      ...stored,
      serverAccessLogsPrefix: "records/",
      objectLockEnabled: true,
      objectLockDefaultRetention: s3.ObjectLockRetention.governance(cdk.Duration.days(2557)),
    });
    const releases = this.bucket("Releases", { ...stored, serverAccessLogsPrefix: "releases/" });

    const database = this.database(vpc, key);
    const cache = this.cache(vpc, key);
    const loadBalancer = new elb.ApplicationLoadBalancer(this, "LoadBalancer", {
      vpc,
      vpcSubnets: { subnetGroupName: "Private" },
      deletionProtection: true,
      dropInvalidHeaderFields: true,
      desyncMitigationMode: elb.DesyncMitigationMode.STRICTEST,
      idleTimeout: cdk.Duration.minutes(5),
    });
    loadBalancer.logAccessLogs(logBucket, "alb");
    loadBalancer.connections.allowFrom(ec2.Peer.prefixList("pl-a3a144ca"), ec2.Port.tcp(443));
    const validation = acm.CertificateValidation.fromDns(zone);
    const listener = loadBalancer.addListener("Https", {
      port: 443,
      open: false,
      certificates: [
        new acm.Certificate(this, "OriginCertificate", {
          domainName: "origin.trading.example.com",
          subjectAlternativeNames: ["trading.example.com"],
          validation,
        }),
      ],
      sslPolicy: elb.SslPolicy.TLS13_RES,
      defaultAction: elb.ListenerAction.fixedResponse(404),
    });

    const api = this.service("TradingApi", { vpc, key, listener, releases, count: 6, priority: 10, paths: ["/api/*", "/ws/*"] });
    const web = this.service("WebFrontend", { vpc, key, listener, releases, count: 3, priority: 20, paths: ["/*"] });
    database.connections.allowDefaultPortFrom(api.group);
    database.grantConnect(api.group, "trading_api");
    cache.connections.allowFrom(api.group, ec2.Port.tcp(6379));
    records.grantPut(api.group);

    const distribution = this.edge({ zone, loadBalancer, assets });
    this.alarms({ key, loadBalancer, api, web, database, cache, distribution });
  }

  bucket(id, props) {
    return new s3.Bucket(this, id, {
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      versioned: true,
      removalPolicy: cdk.RemovalPolicy.RETAIN,
      lifecycleRules: [
        { abortIncompleteMultipartUploadAfter: cdk.Duration.days(7) },
        {
          noncurrentVersionExpiration: cdk.Duration.days(90),
          transitions: [{ storageClass: s3.StorageClass.INTELLIGENT_TIERING, transitionAfter: cdk.Duration.days(30) }],
        },
      ],
      ...props,
    });
  }

  network(key) {
    const vpc = new ec2.Vpc(this, "Network", {
      ipAddresses: ec2.IpAddresses.cidr("10.20.0.0/16"),
      availabilityZones: ["eu-central-1a", "eu-central-1b", "eu-central-1c"],
      natGateways: 0,
      restrictDefaultSecurityGroup: false,
      subnetConfiguration: [
        { name: "Public", subnetType: ec2.SubnetType.PUBLIC, mapPublicIpOnLaunch: false, cidrMask: 24 },
        { name: "Private", subnetType: ec2.SubnetType.PRIVATE_ISOLATED, cidrMask: 20 },
        { name: "Isolated", subnetType: ec2.SubnetType.PRIVATE_ISOLATED, cidrMask: 22 },
      ],
      gatewayEndpoints: { S3: { service: ec2.GatewayVpcEndpointAwsService.S3 } },
    });
    const { InterfaceVpcEndpointAwsService: Service } = ec2;
    const services = { SSM: Service.SSM, Messages: Service.SSM_MESSAGES, Ec2Messages: Service.EC2_MESSAGES, Logs: Service.CLOUDWATCH_LOGS };
    const others = { Monitoring: Service.CLOUDWATCH_MONITORING, AutoScaling: Service.AUTOSCALING, Secrets: Service.SECRETS_MANAGER };
    for (const [name, service] of Object.entries({ ...services, ...others })) {
      vpc.addInterfaceEndpoint(name, { service, subnets: { subnetGroupName: "Private" } });
    }
    const logGroup = new logs.LogGroup(this, "FlowLogGroup", { encryptionKey: key, retention: logs.RetentionDays.ONE_YEAR });
    vpc.addFlowLog("FlowLog", { destination: ec2.FlowLogDestination.toCloudWatchLogs(logGroup) });
    return vpc;
  }

  database(vpc, key) {
    const engine = rds.DatabaseClusterEngine.auroraPostgres({ version: rds.AuroraPostgresEngineVersion.VER_16_4 });
    const instance = {
      instanceType: ec2.InstanceType.of(ec2.InstanceClass.R7G, ec2.InstanceSize.XLARGE),
      enablePerformanceInsights: true,
      performanceInsightEncryptionKey: key,
      parameterGroup: new rds.ParameterGroup(this, "InstanceParameters", { engine, parameters: { log_min_duration_statement: "1000" } }),
    };
    return new rds.DatabaseCluster(this, "Database", {
      engine,
      vpc,
      vpcSubnets: { subnetGroupName: "Isolated" },
      writer: rds.ClusterInstance.provisioned("main", instance),
      readers: ["a", "b"].map((name) => rds.ClusterInstance.provisioned(name, { ...instance, promotionTier: 1 })),
      parameterGroup: new rds.ParameterGroup(this, "Parameters", { engine, parameters: { "rds.force_ssl": "1" } }),
      storageEncryptionKey: key,
      iamAuthentication: true,
      deletionProtection: true,
      backup: { retention: cdk.Duration.days(35) },
      cloudwatchLogsExports: ["postgresql"],
      monitoringInterval: cdk.Duration.seconds(30),
      credentials: rds.Credentials.fromGeneratedSecret("postgres", { encryptionKey: key }),
      removalPolicy: cdk.RemovalPolicy.RETAIN,
    });
  }

  cache(vpc, key) {
    const group = new ec2.SecurityGroup(this, "CacheSecurityGroup", { vpc, allowAllOutbound: false });
    const user = new elasticache.CfnUser(this, "CacheUser", {
      engine: "valkey",
      userId: "trading-api",
      userName: "trading-api",
      accessString: "on ~* +@all -@dangerous",
      authenticationMode: { Type: "iam" },
    });
    const users = new elasticache.CfnUserGroup(this, "CacheUsers", { engine: "valkey", userGroupId: "trading", userIds: [user.ref] });
    const subnets = new elasticache.CfnSubnetGroup(this, "CacheSubnets", {
      description: "The cache",
      subnetIds: vpc.selectSubnets({ subnetGroupName: "Isolated" }).subnetIds,
    });
    const parameters = new elasticache.CfnParameterGroup(this, "CacheParameters", {
      cacheParameterGroupFamily: "valkey8",
      description: "The cache",
      properties: { "cluster-enabled": "yes", "maxmemory-policy": "volatile-lru" },
    });
    const logGroup = new logs.LogGroup(this, "CacheLog", { encryptionKey: key, retention: logs.RetentionDays.ONE_YEAR });
    const cluster = new elasticache.CfnReplicationGroup(this, "Cache", {
      replicationGroupDescription: "Order books and sessions",
      engine: "valkey",
      engineVersion: "8.0",
      cacheNodeType: "cache.r7g.large",
      numNodeGroups: 2,
      replicasPerNodeGroup: 2,
      automaticFailoverEnabled: true,
      multiAzEnabled: true,
      atRestEncryptionEnabled: true,
      transitEncryptionEnabled: true,
      kmsKeyId: key.keyArn,
      cacheSubnetGroupName: subnets.ref,
      cacheParameterGroupName: parameters.ref,
      securityGroupIds: [group.securityGroupId],
      userGroupIds: [users.ref],
      snapshotRetentionLimit: 14,
      logDeliveryConfigurations: [
        {
          destinationType: "cloudwatch-logs",
          logFormat: "json",
          logType: "slow-log",
          destinationDetails: { cloudWatchLogsDetails: { logGroup: logGroup.logGroupName } },
        },
      ],
    });
    return { connections: group.connections, id: cluster.ref };
  }

  service(id, { vpc, key, listener, releases, count, priority, paths }) {
    const logGroup = new logs.LogGroup(this, `${id}Log`, { encryptionKey: key, retention: logs.RetentionDays.ONE_YEAR });
    const role = new iam.Role(this, `${id}Role`, { assumedBy: new iam.ServicePrincipal("ec2.amazonaws.com") });
    releases.grantRead(role);
    logGroup.grantWrite(role);
    const userData = ec2.UserData.forLinux();
    userData.addS3DownloadCommand({ bucket: releases, bucketKey: "service/server.py" });
    const launchTemplate = new ec2.LaunchTemplate(this, `${id}Template`, {
      machineImage: ec2.MachineImage.genericLinux({ "eu-central-1": "ami-0540ba4e636bf2faf" }),
      instanceType: new ec2.InstanceType("c7g.large"),
      securityGroup: new ec2.SecurityGroup(this, `${id}SecurityGroup`, { vpc, allowAllOutbound: false }),
      role,
      userData,
      requireImdsv2: true,
      httpPutResponseHopLimit: 1,
      blockDevices: [
        {
          deviceName: "/dev/xvda",
          volume: ec2.BlockDeviceVolume.ebs(20, { encrypted: true, kmsKey: key, volumeType: ec2.EbsDeviceVolumeType.GP3 }),
        },
      ],
    });
    const group = new autoscaling.AutoScalingGroup(this, id, {
      vpc,
      vpcSubnets: { subnetGroupName: "Private" },
      launchTemplate,
      minCapacity: count,
      maxCapacity: count * 3,
      healthChecks: autoscaling.HealthChecks.withAdditionalChecks({
        additionalTypes: [autoscaling.AdditionalHealthCheckType.ELB],
        gracePeriod: cdk.Duration.minutes(3),
      }),
      updatePolicy: autoscaling.UpdatePolicy.rollingUpdate(),
    });
    const targetGroup = new elb.ApplicationTargetGroup(this, `${id}Targets`, {
      vpc,
      port: 8080,
      protocol: elb.ApplicationProtocol.HTTP,
      targets: [group],
      healthCheck: { path: "/health", interval: cdk.Duration.seconds(10) },
      deregistrationDelay: cdk.Duration.seconds(60),
    });
    listener.addTargetGroups(id, { targetGroups: [targetGroup], priority, conditions: [elb.ListenerCondition.pathPatterns(paths)] });
    group.scaleOnRequestCount("Requests", { targetRequestsPerMinute: 4500 });
    group.scaleOnCpuUtilization("Cpu", { targetUtilizationPercent: 60 });
    group.addLifecycleHook("Drain", {
      lifecycleTransition: autoscaling.LifecycleTransition.INSTANCE_TERMINATING,
      heartbeatTimeout: cdk.Duration.minutes(5),
    });
    if (priority === 10) {
      for (let index = 0; index < 9; index++) {
        const time = { timeZone: "Europe/Berlin", minCapacity: count };
        group.scaleOnSchedule(`Opens${index}`, { ...time, schedule: autoscaling.Schedule.cron({ hour: "8", minute: `${index}` }) });
        group.scaleOnSchedule(`Closes${index}`, { ...time, schedule: autoscaling.Schedule.cron({ hour: "18", minute: `${index}` }) });
      }
    }
    return { group, targetGroup };
  }

  edge({ zone, loadBalancer, assets }) {
    const rules = MANAGED_RULES.map((name, priority) => ({
      name,
      priority,
      overrideAction: { none: {} },
      statement: { managedRuleGroupStatement: { vendorName: "AWS", name: `AWSManagedRules${name}` } },
      visibilityConfig: { cloudWatchMetricsEnabled: true, sampledRequestsEnabled: true, metricName: name },
    }));
    const webAcl = new wafv2.CfnWebACL(this, "WebAcl", {
      scope: "CLOUDFRONT",
      defaultAction: { allow: {} },
      rules,
      visibilityConfig: { cloudWatchMetricsEnabled: true, sampledRequestsEnabled: true, metricName: "trading" },
    });
    const logGroup = new logs.LogGroup(this, "WebAclLog", { logGroupName: "aws-waf-logs-trading", retention: logs.RetentionDays.ONE_YEAR });
    new wafv2.CfnLoggingConfiguration(this, "WebAclLogging", {
      resourceArn: webAcl.attrArn,
      logDestinationConfigs: [logGroup.logGroupArn],
    });
    const certificate = acm.Certificate.fromCertificateArn(
      this,
      "Certificate",
      "arn:aws:acm:us-east-1:444455556666:certificate/11111111-2222-3333-4444-555555555555",
    );
    const viewerProtocolPolicy = cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS;
    const responseHeadersPolicy = new cloudfront.ResponseHeadersPolicy(this, "Headers", {
      securityHeadersBehavior: {
        contentTypeOptions: { override: true },
        frameOptions: { frameOption: cloudfront.HeadersFrameOption.DENY, override: true },
        strictTransportSecurity: { accessControlMaxAge: cdk.Duration.days(365), includeSubdomains: true, override: true },
      },
    });
    const service = {
      origin: origins.VpcOrigin.withApplicationLoadBalancer(loadBalancer, { domainName: "origin.trading.example.com" }),
      allowedMethods: cloudfront.AllowedMethods.ALLOW_ALL,
      cachePolicy: cloudfront.CachePolicy.CACHING_DISABLED,
      originRequestPolicy: cloudfront.OriginRequestPolicy.ALL_VIEWER,
      viewerProtocolPolicy,
      responseHeadersPolicy,
    };
    const distribution = new cloudfront.Distribution(this, "Distribution", {
      domainNames: ["trading.example.com"],
      certificate,
      minimumProtocolVersion: cloudfront.SecurityPolicyProtocol.TLS_V1_2_2021,
      httpVersion: cloudfront.HttpVersion.HTTP2_AND_3,
      priceClass: cloudfront.PriceClass.PRICE_CLASS_ALL,
      webAclId: webAcl.attrArn,
      defaultBehavior: service,
      additionalBehaviors: {
        "/api/*": service,
        "/ws/*": service,
        "/assets/*": {
          origin: origins.S3BucketOrigin.withOriginAccessControl(assets),
          cachePolicy: new cloudfront.CachePolicy(this, "CachePolicy", { defaultTtl: cdk.Duration.days(1) }),
          viewerProtocolPolicy,
          responseHeadersPolicy,
        },
      },
    });
    const target = route53.RecordTarget.fromAlias(new targets.CloudFrontTarget(distribution));
    new route53.ARecord(this, "Ipv4", { zone, recordName: "trading", target });
    new route53.AaaaRecord(this, "Ipv6", { zone, recordName: "trading", target });
    new route53.HealthCheck(this, "HealthCheck", { type: route53.HealthCheckType.HTTPS, fqdn: "trading.example.com", resourcePath: "/health" });
    return distribution;
  }

  alarms({ key, loadBalancer, api, web, database, cache, distribution }) {
    const topic = new sns.Topic(this, "Alarms", { masterKey: key, enforceSSL: true });
    topic.addSubscription(new subscriptions.EmailSubscription("oncall@example.com"));
    const custom = (namespace, dimensionsMap) => (metricName) => new cloudwatch.Metric({ namespace, metricName, dimensionsMap });
    const instances = (group) => custom("AWS/EC2", { AutoScalingGroupName: group.autoScalingGroupName });
    const sizes = (group) => custom("AWS/AutoScaling", { AutoScalingGroupName: group.autoScalingGroupName });
    const redis = custom("AWS/ElastiCache", { ReplicationGroupId: cache.id });
    const cdn = custom("AWS/CloudFront", { DistributionId: distribution.distributionId, Region: "Global" });
    const metrics = [
      ...["HTTPCode_ELB_5XX_Count", "RejectedConnectionCount", "TargetConnectionErrorCount"].map((name) => loadBalancer.metrics.custom(name)),
      ...["4xxErrorRate", "5xxErrorRate", "OriginLatency"].map(cdn),
      ...["EngineCPUUtilization", "DatabaseMemoryUsagePercentage", "Evictions", "CurrConnections", "ReplicationLag", "NetworkBytesIn"].map(redis),
      ...["CPUUtilization", "DatabaseConnections", "FreeableMemory", "AuroraReplicaLag", "VolumeBytesUsed", "Deadlocks"].map((name) =>
        database.metric(name),
      ),
      ...[api, web].flatMap(({ group, targetGroup }) => [
        targetGroup.metrics.unhealthyHostCount(),
        targetGroup.metrics.targetResponseTime(),
        targetGroup.metrics.httpCodeTarget(elb.HttpCodeTarget.TARGET_5XX_COUNT),
        ...["CPUUtilization", "StatusCheckFailed", "CPUCreditBalance"].map(instances(group)),
        ...["GroupInServiceInstances", "GroupTotalInstances", "GroupMaxSize"].map(sizes(group)),
      ]),
    ];
    const action = new actions.SnsAction(topic);
    for (const [index, metric] of metrics.entries()) {
      const alarm = new cloudwatch.Alarm(this, `Alarm${index}`, { metric, threshold: 80, evaluationPeriods: 3, datapointsToAlarm: 3 });
      alarm.addAlarmAction(action);
      alarm.addOkAction(action);
    }
    const widgets = metrics.map((metric) => new cloudwatch.GraphWidget({ left: [metric] }));
    new cloudwatch.Dashboard(this, "Dashboard", { widgets: [widgets] });
  }
}

const outdir = mkdtempSync(join(tmpdir(), "bench-"));
let best = Infinity;
let resources = 0;
for (let round = 0; round < ROUNDS; round++) {
  const started = performance.now();
  const app = new cdk.App({ outdir, analyticsReporting: false, context: FEATURE_FLAGS });
  new TradingStack(app, "trading-prod");
  const assembly = app.synth();
  best = Math.min(best, performance.now() - started);
  resources = Object.keys(assembly.getStackByName("trading-prod").template.Resources).length;
}
rmSync(outdir, { recursive: true });
console.log(JSON.stringify({ ms: best, resources }));
