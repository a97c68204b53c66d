import { synthEdge } from "./fixture";

describe("the origin of the assets", () => {
  const result = synthEdge();
  const [, origin] = result.resource("aws_cloudfront_distribution").origin;

  test("is the bucket under its regional domain name", () => expect(origin.domain_name).toBe("assets.s3.eu-central-1.amazonaws.com"));

  test("is requested through origin access control", () => {
    expect(origin.origin_access_control_id).toContain("aws_cloudfront_origin_access_control.Edge");
  });

  test("gets every request signed with Signature Version 4, by what says whose assets it is for", () => {
    expect(result.resource("aws_cloudfront_origin_access_control")).toMatchObject({
      description: "Buckets of trading-test/Edge/Distribution",
      origin_access_control_origin_type: "s3",
      signing_behavior: "always",
      signing_protocol: "sigv4",
    });
  });

  test("has no Origin Shield by default", () => expect(origin.origin_shield).toBeUndefined());

  test("has an Origin Shield in the region given", () => {
    const [, shielded] = synthEdge({ originShieldRegion: "eu-central-1" }).resource("aws_cloudfront_distribution").origin;
    expect(shielded.origin_shield).toEqual({ enabled: true, origin_shield_region: "eu-central-1" });
  });
});
