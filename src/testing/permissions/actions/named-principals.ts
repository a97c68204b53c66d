/** Principals of services that AWS's managed policies name, see `service-principals`. */
export const NAMED_PRINCIPALS = new Set(
  `
    access-analyzer access-grants.s3 account account-access acm aco-automation agent-registry agent.wellarchitected agentless.inspector2 aiops airflow
    airflow-serverless ami.inspector2 apidestinations.events apigateway appfabric appflow application-autoscaling application-insights
    application-signals.cloudwatch application-transformation appmesh apprunner appstream.application-autoscaling appsync aps artifact
    assets.marketplace athena auditmanager autoscaling aws-artifact-account-sync aws-external-anthropic backup batch bedrock bedrock-agentcore
    bedrock-mantle braket budgets bugbust cassandra-streams cassandra.application-autoscaling channels.lex channels.lexv2 chime cleanrooms
    cleanrooms-ml cloud9 cloudformation cloudfront cloudtrail cloudwatch codebuild codecatalyst codecatalyst-runner codeguru-profiler
    codeguru-reviewer codeguru-security codepipeline cognito-identity cognito-identity-us-gov cognito-idp compute-optimizer config config-conforms
    connect continuousexport.discovery contract.iq contributorinsights.dynamodb controltower cost-optimization-hub.bcm credentials.iot databrew
    dataexchange datasync datazone dax delivery.logs detective devops-guru directquery.opensearchservice dms dmsintegration.migrationhub docdb-elastic
    drs ds dsql dynamodb.application-autoscaling ec2 ec2-images ec2.application-autoscaling ec2.capacitymanager ec2fastlaunch ec2fleet ec2scheduled
    ecs ecs-compute ecs-tasks ecs.application-autoscaling eks elasticache elasticbeanstalk elasticfilesystem elasticloadbalancing elasticmapreduce
    elastictranscoder email.cognito-idp emr-containers emr-serverless entityresolution events events.workmail firehose fis fms forecast frauddetector
    fsx globalaccelerator glue grafana greengrass guardduty health healthlake imagebuilder inspector inspector2 internetmonitor iot
    iotmanagedintegrations iotsitewise job.sagemaker justintimeaccess.ssm kafka kendra kinesisreplication.dynamodb lakeformation lambda launchwizard
    lex lexv2 license-management.marketplace license-manager.member-account logs lookoutequipment lookoutmetrics macie maintenance.elasticbeanstalk
    malware-protection-plan.guardduty malware-protection.guardduty managedupdates.elasticbeanstalk mediaconnect mediaconvert medical-imaging memorydb
    metrics.wellarchitected mgn migrationhub migrationhub-orchestrator migrationhub-strategy monitoring.thinclient monitron mpa mq neptune-graph
    network-firewall network-security-director network-security-manager network.bedrock-agentcore networkmanager nimble notifications
    notifications.ssm observability.aoss observabilityadmin odb omics opensearchservice ops.emr-serverless organizations orgsdatasync.servicecatalog
    osis panorama partnercentral-account-management permission.iq personalize pipes pods.eks private-marketplace.marketplace profile proton q qldb
    quicksight ram rds rds.application-autoscaling redshift redshift-data redshift-serverless refactor-spaces remediation.config replication.cassandra
    replication.dynamodb replication.ecr replication.lexv2 replication.s3tables reporting.trustedadvisor resale-authorization.marketplace
    researchstudio resource-explorer-2 resource-groups resource-snapshot-job.partnercentral-selling restore-testing.backup robomaker rolesanywhere
    route53resolver runtime-identity.bedrock-agentcore runtime-instances.bedrock-agentcore s3 s3.data-source.lustre.fsx sagemaker sagemaker-geospatial
    sagemaker.application-autoscaling scheduler schema-conversion.dms schemas scraper.aps security-ir securityagent securityhub securityhubv2
    securitylake servicecatalog servicecatalog-appregistry servicequotas ses shield sms smsintegration.migrationhub sns spot spotfleet sqlworkbench
    ssm ssm-guiconnect ssm-quicksetup ssm-sap ssm.integrations sso states supportplans sync.proton synthetics telemetry-pipelines.observabilityadmin
    thirdparty.config thirdparty.inspector2 timestream-influxdb transfer transform-custom transitgateway triage.security-ir vmie vpc-lattice wafv2
    wellarchitected
  `
    .trim()
    .split(/\s+/),
);
