import { block } from "../../requests/arguments";
import { ServiceNeed } from "./need";
import { actingFor, delivers, joinedPath, principalOf, withKey } from "./requests";

/** Reports of what is in a bucket. */
export const S3_INVENTORY: ServiceNeed = {
  id: "s3-inventory",
  page: 'Amazon S3 User Guide, "Configuring Amazon S3 Inventory" and "Bucket policy examples", "Grant permissions for S3 Inventory and S3 analytics"',
  types: ["aws_s3_bucket_inventory"],
  requests: (view, inventory) => {
    const source = view.bucket(inventory, inventory.args.bucket);
    const destination = block(block(inventory.args, "destination"), "bucket");
    if (source === undefined || inventory.args.enabled === false) return [];
    const bucket = view.bucket(inventory, destination?.bucket_arn);
    const context = actingFor(view.place(inventory), source.arn);
    const purpose = `Amazon S3 writes the inventory of ${source.resource?.name ?? source.name}`;
    const key = view.key(inventory, block(block(destination, "encryption"), "sse_kms")?.key_id);
    const principal = principalOf("s3");
    return [
      ...delivers(view, bucket, {
        principal,
        path: joinedPath(
          view.text(inventory, destination?.prefix),
          source.name,
          view.text(inventory, inventory.args.name),
          "data/1.parquet",
        ),
        context,
        purpose,
        keyActions: key === undefined ? ["kms:GenerateDataKey"] : [],
      }),
      ...withKey(principal, key, ["kms:GenerateDataKey"], purpose, context),
    ];
  },
};
