/** Types of attributes that graph files can hold. */
export type AttributeType = "string" | "double" | "int" | "boolean";

/** A value of an attribute, as its type says. */
export type AttributeValue = string | number | boolean;

/** Attributes by name; an absent one is not there. */
export type Attributes = Readonly<Record<string, AttributeValue>>;

/** Types of the attributes of graphs, nodes and edges, by name. */
export interface AttributeTypes {
  readonly graph: Readonly<Record<string, AttributeType>>;
  readonly node: Readonly<Record<string, AttributeType>>;
  readonly edge: Readonly<Record<string, AttributeType>>;
}

/** One graph as graph files hold it: nodes and edges in order, with typed attributes. */
export interface GraphDocument {
  /** Whether edges are directed where they do not say. */
  readonly directed: boolean;
  readonly types: AttributeTypes;
  readonly attributes: Attributes;
  readonly nodes: readonly { readonly id: string; readonly attributes: Attributes }[];
  readonly edges: readonly GraphDocumentEdge[];
}

/** One edge; `id` is the file's own, or its 0-based position where it has none. */
export interface GraphDocumentEdge {
  readonly id: string;
  readonly source: string;
  readonly target: string;
  readonly directed: boolean;
  readonly attributes: Attributes;
}
