// SPDX-License-Identifier: Apache-2.0

extension TenantDatabaseRules {
  /// The only module of which tables can be made: full-text search, which keeps all it knows in the same file.
  static let search = "fts5"

  /// Where the engine keeps the schema, and that of temporary objects, of which there are none.
  ///
  /// Nobody writes there but itself.
  static let schemas: Set<String> = ["sqlite_master", "sqlite_schema", "sqlite_temp_master", "sqlite_temp_schema"]

  /// Modules that can be read from: those of which tables can be made, and those that read a value.
  static let permittedModules: Set<String> = [search, "json_each", "json_tree"]

  /// Pragmas that tell of the schema, and change nothing.
  static let pragmas: Set<String> = [
    "foreign_key_check", "foreign_key_list", "index_info", "index_list", "index_xinfo", "table_info", "table_list",
    "table_xinfo",
    // What full-text search asks for itself.
    "data_version",
  ]

  /// Functions that see nothing but their arguments, the clock, and the database.
  static let functions = Set(
    """
    -> ->> abs acos acosh asin asinh atan atan2 atanh avg bm25 ceil ceiling changes char coalesce concat concat_ws cos cosh
    count cume_dist current_date current_time current_timestamp date datetime degrees dense_rank exp first_value floor
    format glob group_concat hex highlight ifnull iif instr json json_array json_array_length json_each json_extract
    json_group_array json_group_object json_insert json_object json_patch json_quote json_remove json_replace json_set
    json_tree json_type json_valid julianday lag last_insert_rowid last_value lead length like likelihood likely ln log
    log10 log2 lower ltrim match max min mod nth_value ntile nullif octet_length percent_rank pi pow power printf quote
    radians random randomblob rank replace round row_number rtrim sign sin sinh snippet soundex sqlite_drop_column
    sqlite_rename_column sqlite_rename_quotefix sqlite_rename_table sqlite_rename_test sqlite_source_id sqlite_version
    sqrt strftime string_agg substr substring subtype sum tan tanh time timediff total trim trunc typeof unhex unicode
    unixepoch unlikely upper zeroblob
    """.split(whereSeparator: \.isWhitespace).map(String.init))
}
