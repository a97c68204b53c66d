import { makeBucket } from "./fixture";

test("request metrics are of the entire bucket, by the id that the S3 console has for them", () => {
  const metric = makeBucket({ requestMetrics: true }).synthesized().resource("aws_s3_bucket_metric");
  expect(metric).toEqual({ bucket: expect.stringContaining("aws_s3_bucket.Assets_"), name: "EntireBucket" });
});
