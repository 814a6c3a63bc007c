// A brand keeps two kinds of ids apart although both are strings at run time.
export type Branded<T, B extends string> = T & { readonly __brand: B };

declare global {
  // Global, because the generated bindings use it without importing it.
  type Brand<T, B extends string> = Branded<T, B>;
}
