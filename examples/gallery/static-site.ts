import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformOutput, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { Bucket, Edge, EncryptionKey, HostedZone, LogBucket, singlePageApp } from "../../src";

/**
 * A static site: a private bucket behind CloudFront, with its certificate, DNS records, a web ACL and access logs.
 *
 * Use it for a single-page app or a documentation site without a server. For a site whose every path is a file, leave `defaultBehavior` out.
 */
export class StaticSite extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const allowedAccountIds = ["111122223333"];
    new AwsProvider(this, "Aws", { region: "eu-central-1", allowedAccountIds });
    const globalProvider = new AwsProvider(this, "AwsGlobal", { region: "us-east-1", alias: "global", allowedAccountIds });

    const accessLogs = new LogBucket(this, "Logs");
    const assets = new Bucket(this, "Assets", { encryptionKey: new EncryptionKey(this, "Key"), accessLogs });
    const edge = new Edge(this, "Edge", {
      domainName: "app.example.com",
      zone: new HostedZone(this, "Zone", { zoneName: "example.com", zoneId: "Z0123456789ABC" }),
      globalProvider,
      assets,
      defaultBehavior: singlePageApp("assets"),
      accessLogs,
    });

    // The release is `aws s3 sync dist s3://<bucket>`: assets are named by their hash, index.html is uploaded last.
    new TerraformOutput(this, "bucket", { value: assets.bucketName });
    new TerraformOutput(this, "url", { value: edge.url });
  }
}
