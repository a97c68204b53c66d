import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformOutput, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { ArchiveBucket, EncryptionKey, LogBucket, Role } from "../../src";

/**
 * An archive of trade records: write once, read many, for seven years, with a copy in a second region.
 *
 * Use it where records must be kept as they were written: it supports rules such as SEC 17a-4(f) and FINRA 4511. Retention in GOVERNANCE mode, the default, can be bypassed by
 * whom `governanceBypassAllowedTo` names; COMPLIANCE mode by nobody, and it can't be undone.
 */
export class TradeArchive extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const allowedAccountIds = ["111122223333"];
    new AwsProvider(this, "Aws", { region: "eu-central-1", allowedAccountIds });
    const second = new AwsProvider(this, "AwsSecond", { region: "eu-west-1", alias: "second", allowedAccountIds });

    const records = new ArchiveBucket(this, "TradeRecords", {
      encryptionKey: new EncryptionKey(this, "Key"),
      accessLogs: new LogBucket(this, "Logs"),
      retentionYears: 7,
      governanceBypassAllowedTo: [],
      replica: { provider: second },
    });
    const settlement = new Role(this, "Settlement", { assumedBy: { services: ["ecs-tasks.amazonaws.com"] } });
    records.grantWrite(settlement, "trades/*");
    const auditors = new Role(this, "Auditors", { assumedBy: { aws: ["arn:aws:iam::444455556666:root"] } });
    records.grantRead(auditors);

    new TerraformOutput(this, "bucket", { value: records.bucketName });
  }
}
