/** What a provider does to a resource or asks of a data source. */
export type Operation = "create" | "read" | "update" | "delete" | "invoke";
