import { DataAwsSsmParameter } from "@cdktf/provider-aws/lib/data-aws-ssm-parameter";
import { TerraformResource } from "cdktf";
import { Construct } from "constructs";
import { Architecture, latestAmazonLinux, latestAmazonLinuxParameter } from "./instance-type";

/** The image of a service. */
interface ImageOptions {
  readonly imageId?: string;
  readonly architecture: Architecture;
  /** Whether the image must stay the same until it is told otherwise. */
  readonly fixed: boolean;
}

/** The image that was given, or Amazon Linux: whatever is the newest at the launch of an instance, or what was at the first apply. */
export function imageOf(service: Construct, { imageId, architecture, fixed }: ImageOptions): string {
  if (imageId !== undefined) return imageId;
  return fixed ? imageOnce(service, latestAmazonLinuxParameter(architecture)) : latestAmazonLinux(architecture);
}

/** The AMI that a parameter holds at the first apply, kept in the state until the parameter is another one: that of another architecture has other images. */
function imageOnce(service: Construct, name: string): string {
  const found = new DataAwsSsmParameter(service, "NewestImage", { name });
  const kept = new TerraformResource(service, "Image", {
    terraformResourceType: "terraform_data",
    lifecycle: { ignoreChanges: ["input"] },
  });
  kept.addOverride("input", found.insecureValue);
  kept.addOverride("triggers_replace", name);
  return kept.getStringAttribute("output");
}
