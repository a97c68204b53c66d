/** Dates of conditions (IAM User Guide, "IAM JSON policy elements: Condition operators", "Date condition operators"). */
import { Resources, evaluate, merged, roleWith } from "./fixture";

test("a time without a zone is in UTC", () => {
  const condition = (time: string): Resources => {
    const statement = { Effect: "Allow", Action: "s3:GetObject", Resource: "*", Condition: { DateEquals: { "aws:CurrentTime": time } } };
    return merged({ aws_s3_bucket: { Orders: { bucket: "orders" } } }, roleWith("Reader", [statement]));
  };
  const context = { "aws:CurrentTime": "2026-07-01T12:00:00Z" };
  const asked = { principal: "Reader", action: "s3:GetObject", resource: "Orders", resourcePath: "/a", context };
  expect(evaluate(condition("2026-07-01T12:00:00"), asked).verdict).toBe("allowed");
  expect(evaluate(condition("2026-07-01T12:00:00+02:00"), asked).verdict).toBe("denied");
});
