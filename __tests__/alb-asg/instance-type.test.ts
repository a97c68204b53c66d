import {
  INSTANCE_TYPE,
  architectureOf,
  architectureOfImage,
  isOfKnownSeries,
  latestAmazonLinux,
} from "../../modules/alb-asg/instance-type";

describe("the architecture of an instance type", () => {
  test.each([
    "c7g.large",
    "c7gn.xlarge",
    "m7gd.medium",
    "t4g.micro",
    "r8g.48xlarge",
    "im4gn.large",
    "x2gd.metal",
    "g5g.xlarge",
    "a1.large",
  ])("is arm64 for %s", (type) => expect(architectureOf(type)).toBe("arm64"));

  test.each([
    "c7i.large",
    "c7i-flex.large",
    "m7a.medium",
    "t3.micro",
    "g6.xlarge",
    "gr6.4xlarge",
    "r6idn.large",
    "x2iedn.metal",
    "u-6tb1.metal",
  ])("is x86_64 for %s", (type) => expect(architectureOf(type)).toBe("x86_64"));

  test("is arm64 for the instances with Grace processors", () => expect(architectureOf("p6e-gb200.36xlarge")).toBe("arm64"));

  test("chooses the image that EC2 resolves", () => {
    expect(latestAmazonLinux("arm64")).toBe("resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64");
  });
});

// Values of InstanceType in the EC2 API's model: each size once, and families whose names are unlike the others.
describe("an instance type", () => {
  test.each([
    ..."t3.nano t3.micro t3.small m7g.medium c7g.large c7g.xlarge c7g.2xlarge d3en.6xlarge i3en.3xlarge z1d.12xlarge".split(" "),
    ..."c5.9xlarge c5.18xlarge m4.10xlarge g6.48xlarge f1.16xlarge x1.32xlarge p6e-gb200.36xlarge u-6tb1.56xlarge".split(" "),
    ..."u-6tb1.112xlarge u7in-32tb.224xlarge u7inh-32tb.480xlarge a1.metal u-18tb1.metal r8g.metal-24xl c7i.metal-48xl".split(" "),
    ..."mac-m4.metal mac2-m2pro.metal c7i-flex.large hpc7g.16xlarge is4gen.medium im4gn.large vt1.3xlarge".split(" "),
    ..."dl2q.24xlarge gr6.4xlarge inf2.8xlarge trn2u.48xlarge x8aedz.metal-12xl".split(" "),
  ])("is %s, of a series that is known", (type) => expect([INSTANCE_TYPE.holds(type), isOfKnownSeries(type)]).toEqual([true, true]));

  test.each([
    "c7g.lrge",
    "c7g",
    "large",
    "c7g.",
    ".large",
    "c7g.1xlarge",
    "c7g.0xlarge",
    "c7g.metal-xl",
    "C7g.large",
    "c7g.large ",
    "c7g..large",
  ])("isn't '%s'", (type) => expect(INSTANCE_TYPE.holds(type)).toBe(false));
});

describe("the architecture of an image", () => {
  test.each([
    ["/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64", "arm64"],
    ["/aws/service/bottlerocket/aws-ecs-2/x86_64/latest/image_id", "x86_64"],
    ["/aws/service/canonical/ubuntu/server/24.04/stable/current/amd64/hvm/ebs-gp3/ami-id", "x86_64"],
    ["/aws/service/ami-windows-latest/Windows_Server-2022-English-Core-Base", undefined],
    ["/golden/from-amd64-to-arm64", undefined],
    ["ami-0123456789abcdef0", undefined],
  ])("is in the name of %s: %s", (image, architecture) => expect(architectureOfImage(image)).toBe(architecture));
});
