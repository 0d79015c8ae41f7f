package app.${{ values.package }};

/** Something that this service relies on. */
interface Dependency {

  String name();

  /** Without it the service cannot do its work and takes no traffic. */
  boolean required();

  boolean isUp();
}
