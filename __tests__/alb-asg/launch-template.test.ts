import { TerraformVariable } from "cdktf";
import { synth } from "../support/synth";
import { ServiceFixture, synthService } from "./fixture";

describe("the launch template", () => {
  test("requires IMDSv2 with a hop limit of 1", () => {
    expect(synthService().stack.resource("aws_launch_template").metadata_options).toEqual({
      http_endpoint: "enabled",
      http_tokens: "required",
      http_put_response_hop_limit: 1,
    });
  });

  test("gives instances no public IP address", () => {
    expect(synthService().stack.resource("aws_launch_template").network_interfaces).toEqual([
      expect.objectContaining({ associate_public_ip_address: "false" }),
    ]);
  });

  test("has a gp3 root volume, encrypted under the key", () => {
    expect(synthService().stack.resource("aws_launch_template").block_device_mappings).toEqual([
      {
        device_name: "/dev/xvda",
        ebs: {
          delete_on_termination: "true",
          encrypted: "true",
          kms_key_id: expect.stringMatching(/^\$\{aws_kms_key\..*\.arn\}$/),
          volume_size: 16,
          volume_type: "gp3",
        },
      },
    ]);
  });

  test.each([8, 16_384])("has the root volume that was given: %i GiB", (rootVolumeGib) => {
    const [device] = synthService({ rootVolumeGib, rootDeviceName: "/dev/sda1" }).stack.resource(
      "aws_launch_template",
    ).block_device_mappings;
    expect(device).toMatchObject({ device_name: "/dev/sda1", ebs: { volume_size: rootVolumeGib } });
  });

  test("has a Graviton type by default, with the newest Amazon Linux 2023 for arm64", () => {
    const { service, stack } = synthService();
    expect(service.architecture).toBe("arm64");
    expect(stack.resource("aws_launch_template")).toMatchObject({
      instance_type: "c7g.large",
      image_id: "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64",
    });
  });

  test("has the x86_64 image with an instance type of that architecture", () => {
    expect(synthService({ instanceType: "c7i.xlarge" }).stack.resource("aws_launch_template").image_id).toBe(
      "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64",
    );
  });

  test("may have an instance type that only Terraform knows, with an image for it", () => {
    const fixture = new ServiceFixture();
    const instanceType = new TerraformVariable(fixture.stack, "Type", { type: "string" }).stringValue;
    fixture.service({ instanceType, imageId: "resolve:ssm:/golden/arm64" });
    expect(synth(fixture.stack).resource("aws_launch_template").instance_type).toBe("${var.Type}");
  });

  test("names volumes and network interfaces by the service's path", () => {
    expect(synthService().stack.resource("aws_launch_template").tag_specifications).toEqual([
      { resource_type: "volume", tags: { Name: "trading-test/TradingApi" } },
      { resource_type: "network-interface", tags: { Name: "trading-test/TradingApi" } },
    ]);
  });

  test("passes the role to the instances", () => {
    expect(synthService().stack.resource("aws_launch_template").iam_instance_profile.arn).toMatch(/^\$\{aws_iam_instance_profile\./);
  });

  test("has its user data base64-encoded", () => {
    expect(synthService().stack.resource("aws_launch_template").user_data).toMatch(
      /^\$\{base64encode\(local\.TradingApi_UserData_[0-9A-F]{8}\)\}$/,
    );
  });
});
