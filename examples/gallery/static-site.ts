import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformOutput, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { Bucket, Edge, EncryptionKey, HostedZone, LogBucket, singlePageApp } from "../../src";

/**
 * A static site: a private bucket behind CloudFront, with its certificate, DNS records, a web ACL and access logs.
 *
 * Use it for a single-page app: every path without a file's extension is its index.html. On a site of many pages, leave `defaultBehavior` out where links name the files,
 * `/guide/index.html`; for `/guide/`, which S3 has no file for, give it a function of yours that adds `index.html`: the README beside has it.
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

    // The release, with assets that are named by their hash and the page that names them last, which is cached for a day unless it says otherwise:
    //   aws s3 sync dist s3://<bucket>/ --exclude index.html
    //   aws s3 cp dist/index.html s3://<bucket>/ --cache-control no-cache
    new TerraformOutput(this, "bucket", { value: assets.bucketName });
    new TerraformOutput(this, "url", { value: edge.url });
  }
}
