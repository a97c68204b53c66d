import { architectureOf, latestAmazonLinux } from "../../modules/alb-asg/instance-type";

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

  test("chooses the image that EC2 resolves", () => {
    expect(latestAmazonLinux("arm64")).toBe("resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64");
  });
});
