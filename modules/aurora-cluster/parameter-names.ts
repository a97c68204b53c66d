import { AuroraEngine } from "./engine";

/** What is known of a parameter by its name. */
interface KnownParameters {
  /** Those that take effect without a reboot. */
  readonly dynamic: ReadonlySet<string>;
  /** Those that take effect at a reboot. */
  readonly static: ReadonlySet<string>;
  /** Those that the DB cluster parameter group alone has; all others are in both. */
  readonly clusterAlone: ReadonlySet<string>;
  /** Those whose value is a list of words. */
  readonly lists: ReadonlySet<string>;
}

const names = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/**
 * Aurora PostgreSQL: "ApplyType" and "DataType" as DescribeDBClusterParameters answers for the default groups, and the tables of the Aurora User Guide,
 * "Aurora PostgreSQL cluster-level parameters" and "Aurora PostgreSQL instance-level parameters". They follow PostgreSQL, "pg_settings", where what has
 * the context `postmaster` needs a restart.
 */
const POSTGRESQL: KnownParameters = {
  dynamic: names(`
    ansi_constraint_trigger_ordering ansi_force_foreign_key_checks ansi_qualified_update_set_target apg_ccm_enabled
    apg_enable_batch_mode_function_execution apg_enable_correlated_any_transform apg_enable_function_migration apg_enable_not_in_transform
    apg_enable_remove_redundant_inner_joins apg_enable_semijoin_push_down apg_plan_mgmt.capture_plan_baselines apg_plan_mgmt.plan_hash_version
    apg_plan_mgmt.unapproved_plan_execution_threshold apg_plan_mgmt.use_plan_baselines application_name array_nulls authentication_timeout
    auto_explain.log_analyze auto_explain.log_buffers auto_explain.log_format auto_explain.log_min_duration auto_explain.log_nested_statements
    auto_explain.log_timing auto_explain.log_triggers auto_explain.log_verbose auto_explain.sample_rate autovacuum autovacuum_analyze_scale_factor
    autovacuum_analyze_threshold autovacuum_naptime autovacuum_vacuum_cost_delay autovacuum_vacuum_cost_limit autovacuum_vacuum_insert_scale_factor
    autovacuum_vacuum_insert_threshold autovacuum_vacuum_scale_factor autovacuum_vacuum_threshold autovacuum_work_mem backend_flush_after
    backslash_quote bytea_output check_function_bodies client_connection_check_interval client_encoding client_min_messages compute_query_id
    constraint_exclusion cpu_index_tuple_cost cpu_operator_cost cpu_tuple_cost cron.log_min_messages cursor_tuple_fraction datestyle
    deadlock_timeout debug_pretty_print debug_print_parse debug_print_plan debug_print_rewritten default_statistics_target default_tablespace
    default_toast_compression default_transaction_deferrable default_transaction_isolation default_transaction_read_only effective_cache_size
    enable_async_append enable_bitmapscan enable_gathermerge enable_hashagg enable_hashjoin enable_incremental_sort enable_indexonlyscan
    enable_indexscan enable_material enable_memoize enable_mergejoin enable_nestloop enable_parallel_append enable_parallel_hash
    enable_partition_pruning enable_partitionwise_aggregate enable_partitionwise_join enable_seqscan enable_sort enable_tidscan
    escape_string_warning extra_float_digits from_collapse_limit geqo geqo_effort geqo_generations geqo_pool_size geqo_seed geqo_selection_bias
    geqo_threshold gin_fuzzy_search_limit gin_pending_list_limit hash_mem_multiplier idle_in_transaction_session_timeout idle_session_timeout
    intervalstyle join_collapse_limit krb_caseins_users lc_messages lc_monetary lc_numeric lc_time log_autovacuum_min_duration log_connections
    log_destination log_disconnections log_duration log_error_verbosity log_executor_stats log_filename logical_decoding_work_mem log_lock_waits
    log_min_duration_sample log_min_duration_statement log_min_error_statement log_min_messages log_parameter_max_length
    log_parameter_max_length_on_error log_parser_stats log_planner_stats log_replication_commands log_rotation_age log_rotation_size log_statement
    log_statement_sample_rate log_statement_stats log_temp_files log_transaction_sample_rate maintenance_work_mem max_parallel_maintenance_workers
    max_parallel_workers max_parallel_workers_per_gather max_pred_locks_per_page max_pred_locks_per_relation max_slot_wal_keep_size max_stack_depth
    max_standby_streaming_delay max_sync_workers_per_subscription min_parallel_index_scan_size min_parallel_table_scan_size orafce.nls_date_format
    orafce.timezone parallel_leader_participation parallel_setup_cost parallel_tuple_cost password_encryption pgaudit.log pgaudit.log_catalog
    pgaudit.log_level pgaudit.log_parameter pgaudit.log_relation pgaudit.log_statement_once pgaudit.role pg_hint_plan.debug_print
    pg_hint_plan.enable_hint pg_hint_plan.enable_hint_table pg_hint_plan.message_level pg_hint_plan.parse_messages pglogical.conflict_log_level
    pglogical.conflict_resolution pglogical.extra_connection_options pg_prewarm.autoprewarm_interval pg_stat_statements.save
    pg_stat_statements.track pg_stat_statements.track_planning pg_stat_statements.track_utility pgtle.enable_password_check plan_cache_mode
    quote_all_identifiers random_page_cost rds.accepted_password_auth_method rds.adaptive_autovacuum rds.allowed_extensions
    rds.force_admin_logging_level rds.force_autovacuum_logging_level rds.force_ssl rds.global_db_rpo rds.log_retention_period
    rds.logical_decoding_work_disk rds.memory_allocation_guard row_security search_path seq_page_cost session_replication_role ssl_ciphers
    ssl_max_protocol_version ssl_min_protocol_version standard_conforming_strings statement_timeout synchronize_seqscans synchronous_commit
    tcp_keepalives_count tcp_keepalives_idle tcp_keepalives_interval temp_buffers temp_file_limit temp_tablespaces timezone track_activities
    track_counts track_functions track_io_timing track_wal_io_timing transform_null_equals update_process_title vacuum_cost_delay
    vacuum_cost_limit vacuum_cost_page_dirty vacuum_cost_page_hit vacuum_cost_page_miss vacuum_defer_cleanup_age vacuum_failsafe_age
    vacuum_freeze_min_age vacuum_freeze_table_age vacuum_multixact_failsafe_age vacuum_multixact_freeze_min_age vacuum_multixact_freeze_table_age
    wal_receiver_timeout wal_sender_timeout work_mem xmlbinary xmloption`),
  static: names(`
    apg_plan_mgmt.max_databases apg_plan_mgmt.max_plans apg_plan_mgmt.plan_retention_period apg_write_forward.connect_timeout
    apg_write_forward.consistency_mode apg_write_forward.idle_in_transaction_session_timeout apg_write_forward.idle_session_timeout
    apg_write_forward.max_forwarding_connections_percent autovacuum_freeze_max_age autovacuum_max_workers autovacuum_multixact_freeze_max_age
    babelfishpg_tds.port babelfishpg_tsql.default_locale babelfishpg_tsql.migration_mode babelfishpg_tsql.server_collation_name
    cron.database_name cron.log_run cron.log_statement cron.max_running_jobs max_connections max_files_per_process max_locks_per_transaction
    max_logical_replication_workers max_pred_locks_per_transaction max_prepared_transactions max_replication_slots max_wal_senders
    max_worker_processes min_dynamic_shared_memory multixact_members_cache_size multixact_offsets_cache_size old_snapshot_threshold
    pglogical.batch_inserts pglogical.synchronous_commit pglogical.use_spi pg_prewarm.autoprewarm pg_stat_statements.max
    postgis.gdal_enabled_drivers rds.babelfish_status rds.enable_plan_management rds.local_volume_spill_enabled rds.logical_replication
    rds.logical_wal_cache rds.logically_replicate_unlogged_tables rds.pg_stat_ramdisk_size rds.rds_superuser_reserved_connections
    rds.restrict_password_commands shared_buffers shared_preload_libraries track_activity_query_size track_commit_timestamp wal_buffers`),
  clusterAlone: names(`
    apg_ccm_enabled array_nulls autovacuum autovacuum_analyze_scale_factor autovacuum_analyze_threshold autovacuum_freeze_max_age
    autovacuum_max_workers autovacuum_multixact_freeze_max_age autovacuum_naptime autovacuum_vacuum_cost_delay autovacuum_vacuum_cost_limit
    autovacuum_vacuum_insert_scale_factor autovacuum_vacuum_insert_threshold autovacuum_vacuum_scale_factor autovacuum_vacuum_threshold
    autovacuum_work_mem backslash_quote client_encoding compute_query_id datestyle default_tablespace default_toast_compression
    extra_float_digits intervalstyle krb_caseins_users lc_monetary lc_numeric lc_time log_autovacuum_min_duration log_transaction_sample_rate
    max_logical_replication_workers max_prepared_transactions max_replication_slots max_sync_workers_per_subscription max_wal_senders
    password_encryption plan_cache_mode rds.accepted_password_auth_method rds.adaptive_autovacuum rds.allowed_extensions rds.babelfish_status
    rds.enable_plan_management rds.force_autovacuum_logging_level rds.force_ssl rds.global_db_rpo rds.logical_replication
    rds.logical_wal_cache rds.logically_replicate_unlogged_tables rds.restrict_password_commands ssl_ciphers ssl_max_protocol_version
    ssl_min_protocol_version synchronous_commit timezone track_commit_timestamp track_wal_io_timing vacuum_cost_delay vacuum_cost_limit
    vacuum_cost_page_dirty vacuum_cost_page_hit vacuum_cost_page_miss vacuum_defer_cleanup_age vacuum_failsafe_age vacuum_freeze_min_age
    vacuum_freeze_table_age vacuum_multixact_failsafe_age vacuum_multixact_freeze_min_age vacuum_multixact_freeze_table_age wal_buffers
    wal_receiver_timeout wal_sender_timeout`),
  lists: names("pgaudit.log rds.allowed_extensions shared_preload_libraries ssl_ciphers"),
};

/**
 * Aurora MySQL: MySQL Reference Manual, "Server System Variables" ("Dynamic: Yes" or "No"); Aurora User Guide, "Using Advanced Auditing with an Amazon
 * Aurora MySQL DB cluster", and "Cluster-level parameters".
 */
const MYSQL: KnownParameters = {
  dynamic: names(`
    auto_increment_increment auto_increment_offset aws_default_bedrock_role aws_default_comprehend_role aws_default_lambda_role
    aws_default_s3_role aws_default_sagemaker_role binlog_rows_query_log_events character_set_client character_set_connection
    character_set_database character_set_filesystem character_set_results character_set_server collation_connection collation_server
    connect_timeout eq_range_index_dive_limit event_scheduler explicit_defaults_for_timestamp general_log group_concat_max_len init_connect
    innodb_adaptive_hash_index innodb_deadlock_detect innodb_file_per_table innodb_lock_wait_timeout innodb_print_all_deadlocks
    innodb_stats_on_metadata innodb_stats_persistent innodb_stats_persistent_sample_pages innodb_strict_mode interactive_timeout
    join_buffer_size local_infile lock_wait_timeout log_bin_trust_function_creators log_output log_queries_not_using_indexes
    log_slow_admin_statements long_query_time max_allowed_packet max_connect_errors max_connections max_execution_time max_heap_table_size
    max_prepared_stmt_count max_user_connections min_examined_row_limit net_read_timeout net_write_timeout optimizer_switch read_buffer_size
    read_rnd_buffer_size require_secure_transport server_audit_events server_audit_excl_users server_audit_incl_users server_audit_logging
    slow_launch_time slow_query_log sort_buffer_size sql_mode table_definition_cache table_open_cache time_zone tmp_table_size
    transaction_isolation wait_timeout`),
  static: names(`
    back_log binlog_format character-set-client-handshake enforce_gtid_consistency ft_max_word_len ft_min_word_len gtid-mode
    innodb_autoinc_lock_mode innodb_ft_cache_size innodb_ft_max_token_size innodb_ft_min_token_size innodb_ft_sort_pll_degree
    innodb_purge_threads innodb_rollback_on_timeout innodb_sort_buffer_size innodb_sync_array_size lower_case_table_names performance_schema
    skip-character-set-client-handshake skip_show_database table_open_cache_instances thread_stack`),
  clusterAlone: names(`
    auto_increment_increment auto_increment_offset aws_default_bedrock_role aws_default_comprehend_role aws_default_lambda_role
    aws_default_s3_role aws_default_sagemaker_role binlog-do-db binlog-ignore-db binlog_checksum binlog_format binlog_row_metadata
    binlog_row_value_options binlog_rows_query_log_events character-set-client-handshake character_set_client character_set_connection
    character_set_database character_set_filesystem character_set_results character_set_server collation_connection collation_server
    completion_type enforce_gtid_consistency gtid-mode innodb_autoinc_lock_mode innodb_default_row_format innodb_file_per_table
    innodb_purge_threads innodb_rollback_on_timeout innodb_strict_mode lower_case_table_names require_secure_transport server_audit_events
    server_audit_excl_users server_audit_incl_users server_audit_logging time_zone tls_version`),
  lists: names("server_audit_events tls_version"),
};

/** What is known of the parameters of an engine. */
export const KNOWN_PARAMETERS: Readonly<Record<AuroraEngine, KnownParameters>> = { "aurora-postgresql": POSTGRESQL, "aurora-mysql": MYSQL };
