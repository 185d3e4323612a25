// The wish list's store: one item per user in a DynamoDB global table, its products in a string set.
// ADD and DELETE touch single members; of two regions' writes to one item within the replication lag the later wins.
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, GetCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";

/**
 * @param {{table: string, region: string}} place
 * @returns {import("./server.mjs").WishStore}
 */
export function tableStore({ table, region }) {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({ region, maxAttempts: 3 }));
  const update = (user, verb, product) =>
    client.send(
      new UpdateCommand({
        TableName: table,
        Key: { userId: user },
        UpdateExpression: `${verb} products :products`,
        ExpressionAttributeValues: { ":products": new Set([product]) },
      }),
    );
  return {
    async list(user) {
      const { Item } = await client.send(
        new GetCommand({ TableName: table, Key: { userId: user } }),
      );
      return [...(Item?.products ?? [])].sort();
    },
    async add(user, product) {
      await update(user, "ADD", product);
    },
    async remove(user, product) {
      await update(user, "DELETE", product);
    },
  };
}
