import { LaunchTemplate } from "@cdktf/provider-aws/lib/launch-template";
import { Fn, TerraformLocal } from "cdktf";
import { Construct } from "constructs";
import { namePrefix, pathFromStack } from "../../src/internal/names";
import { templateText } from "../../src/internal/template-text";
import { Validator, isKnown } from "../../src/internal/validator";
import { architectureOf, architectureOfImage } from "./instance-type";
import { CpuCredits, ServiceInstances, instanceTypesOf } from "./service-instances";
import { checkUserDataSize, needsCompression } from "./user-data";

/** What a launch template is made with. */
interface LaunchTemplateSettings {
  readonly instanceType: string;
  /** The credit option of burstable performance instances. @default - none */
  readonly cpuCredits?: CpuCredits;
  readonly imageId: string;
  readonly instanceProfileArn: string;
  readonly securityGroupId: string;
  readonly rootDeviceName: string;
  readonly rootVolumeGib: number;
  /** Encrypts the volumes. */
  readonly keyArn: string;
  /** What instances run at their first boot. */
  readonly userData: string;
}

/** Records what is wrong with the instances of a launch template. */
export function checkLaunchTemplate(
  validator: Validator,
  settings: ServiceInstances & Partial<Omit<LaunchTemplateSettings, "userData">>,
): void {
  const [instanceType] = instanceTypesOf(settings);
  const imageId = settings.imageId ?? undefined;
  const architecture = architectureOf(instanceType);
  const imageArchitecture = imageId === undefined ? undefined : architectureOfImage(imageId);
  validator
    .matches(
      "imageId",
      imageId,
      /^(ami-[0-9a-f]{8,}|resolve:ssm:\S+)$/,
      "must be an AMI's id or a parameter that EC2 resolves",
      'Write it as "ami-0123456789abcdef0" or "resolve:ssm:/aws/service/…".',
    )
    .check(
      "imageId",
      imageId,
      imageId !== undefined || isKnown(instanceType),
      "must be given: the architecture of an instance type that only Terraform knows isn't known",
      "Give the image for that architecture.",
    )
    .check(
      "imageId",
      imageId,
      !isKnown(instanceType) || (imageArchitecture ?? architecture) === architecture,
      `must be an image for ${architecture}, the architecture of ${instanceType}`,
      `Use the ${architecture} image, or an instance type for ${imageArchitecture}.`,
    )
    .integerBetween("rootVolumeGib", settings.rootVolumeGib, 8, 16_384, "GiB")
    .matches("rootDeviceName", settings.rootDeviceName, /^\/dev\/\w+$/, "must be a device", 'Write it as "/dev/xvda".');
}

/** The launch template of a service's instances: an instance refresh deploys its changes. */
export function createLaunchTemplate(scope: Construct, settings: LaunchTemplateSettings): LaunchTemplate {
  const name = pathFromStack(scope).join("/");
  checkUserDataSize(scope, settings.userData);
  const encode = needsCompression(settings.userData) ? Fn.base64gzip : Fn.base64encode;
  // As a local, the script can be read in the synthesized stack.
  const userData = new TerraformLocal(scope, "UserData", templateText(settings.userData));
  return new LaunchTemplate(scope, "LaunchTemplate", {
    namePrefix: namePrefix(scope, { maxLength: 128 }),
    description: name,
    imageId: settings.imageId,
    instanceType: settings.instanceType,
    creditSpecification: settings.cpuCredits && { cpuCredits: settings.cpuCredits },
    iamInstanceProfile: { arn: settings.instanceProfileArn },
    metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
    monitoring: { enabled: true },
    networkInterfaces: [
      {
        deviceIndex: 0,
        associatePublicIpAddress: "false",
        deleteOnTermination: "true",
        securityGroups: [settings.securityGroupId],
      },
    ],
    blockDeviceMappings: [
      {
        deviceName: settings.rootDeviceName,
        ebs: {
          volumeType: "gp3",
          volumeSize: settings.rootVolumeGib,
          encrypted: "true",
          kmsKeyId: settings.keyArn,
          deleteOnTermination: "true",
        },
      },
    ],
    // Tags of the group reach the instances, not what is attached to them.
    tagSpecifications: ["volume", "network-interface"].map((resourceType) => ({ resourceType, tags: { Name: name } })),
    userData: encode(userData.asString),
    updateDefaultVersion: true,
  });
}
