import { IamInstanceProfile } from "@cdktf/provider-aws/lib/iam-instance-profile";
import { LaunchTemplate } from "@cdktf/provider-aws/lib/launch-template";
import { Fn, TerraformLocal } from "cdktf";
import { AwsEnvironment } from "../../src/core";
import { fitName, namePrefix, pathFromStack } from "../../src/internal/names";
import type { AutoScalingService } from "./auto-scaling-service";
import { AutoScalingServiceProps } from "./auto-scaling-service-props";
import { serviceUserData, templateText } from "./user-data";

/** What a service's instances are made from: its changes reach them by an instance refresh. */
export function createLaunchTemplate(service: AutoScalingService, props: AutoScalingServiceProps): LaunchTemplate {
  const profile = new IamInstanceProfile(service, "InstanceProfile", {
    namePrefix: namePrefix(service, { maxLength: 128 }),
    role: service.role.roleName,
  });
  const name = pathFromStack(service).join("/");
  // As a local, the script can be read in the synthesized stack.
  const userData = new TerraformLocal(service, "UserData", templateText(userDataOf(service, props)));
  return new LaunchTemplate(service, "LaunchTemplate", {
    namePrefix: namePrefix(service, { maxLength: 128 }),
    description: name,
    imageId: service.imageId,
    instanceType: service.instanceType,
    iamInstanceProfile: { arn: profile.arn },
    metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
    monitoring: { enabled: true },
    networkInterfaces: [
      {
        deviceIndex: 0,
        associatePublicIpAddress: "false",
        deleteOnTermination: "true",
        securityGroups: [service.securityGroup.securityGroupId],
      },
    ],
    blockDeviceMappings: [
      {
        deviceName: service.rootDeviceName,
        ebs: {
          volumeType: "gp3",
          volumeSize: service.rootVolumeGib,
          encrypted: "true",
          kmsKeyId: props.encryptionKey.arn,
          deleteOnTermination: "true",
        },
      },
    ],
    // Tags of the group reach the instances, not what is attached to them.
    tagSpecifications: ["volume", "network-interface"].map((resourceType) => ({ resourceType, tags: { Name: name } })),
    userData: Fn.base64encode(userData.asString),
    updateDefaultVersion: true,
  });
}

/** The text that instances run at their first boot. */
function userDataOf(service: AutoScalingService, props: AutoScalingServiceProps): string {
  const { artifact } = props;
  const name = fitName([service.node.id], { maxLength: 32, capitals: false });
  const file = artifact && `/opt/${name}/${artifact.key.split("/").pop()}`;
  return serviceUserData({
    name,
    artifact: artifact && {
      bucketName: artifact.bucket.bucketName,
      key: artifact.key,
      versionId: artifact.versionId,
      region: AwsEnvironment.of(service).region,
      file: file!,
    },
    command: props.command ?? (file?.endsWith(".py") ? `/usr/bin/python3 ${file}` : undefined),
    environment: { PORT: `${service.port}`, ...props.environment },
    setup: props.setup,
    logGroupName: service.logGroup?.name,
  });
}
