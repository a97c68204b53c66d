"""The parameters of Aurora: which exist for a cluster and for an instance, which can be changed, when, and to what.

https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraPostgreSQL.Reference.ParameterGroups.html
https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraMySQL.Reference.ParameterGroups.html
A name that ends with ``.*`` stands for all of an extension's.
"""

from __future__ import annotations

import re

from ._support import ServiceError

#: Aurora PostgreSQL: parameters of the DB cluster parameter group alone.
POSTGRESQL_CLUSTER = """
ansi_constraint_trigger_ordering ansi_force_foreign_key_checks ansi_qualified_update_set_target apg_ccm_enabled array_nulls
aurora.enhanced_logical_replication aurora.* autovacuum autovacuum_analyze_scale_factor autovacuum_analyze_threshold autovacuum_freeze_max_age
autovacuum_max_workers autovacuum_multixact_freeze_max_age autovacuum_naptime autovacuum_vacuum_cost_delay autovacuum_vacuum_cost_limit
autovacuum_vacuum_insert_scale_factor autovacuum_vacuum_insert_threshold autovacuum_vacuum_max_threshold autovacuum_vacuum_scale_factor
autovacuum_vacuum_threshold autovacuum_work_mem autovacuum_worker_slots babelfishpg_tds.* babelfishpg_tsql.* backslash_quote backtrace_functions
client_encoding compute_query_id data_directory datestyle default_tablespace default_toast_compression extra_float_digits huge_pages
idle_replication_slot_timeout intervalstyle krb_caseins_users lc_monetary lc_numeric lc_time log_autovacuum_min_duration
log_transaction_sample_rate max_logical_replication_workers max_parallel_apply_workers_per_subscription max_prepared_transactions
max_replication_slots max_sync_workers_per_subscription max_wal_senders orafce.* password_encryption pg_prewarm.* plan_cache_mode port rdkit.*
rds.accepted_password_auth_method rds.adaptive_autovacuum rds.allowed_delegated_extensions rds.allowed_extensions rds.babelfish_status
rds.custom_dns_resolution rds.enable_plan_management rds.extensions rds.force_autovacuum_logging_level rds.force_ssl rds.global_db_rpo
rds.logical_replication rds.logical_wal_cache rds.logically_replicate_unlogged_tables rds.restrict_password_commands recovery_init_sync_method
scram_iterations ssl ssl_ciphers ssl_max_protocol_version ssl_min_protocol_version synchronous_commit timezone track_commit_timestamp
track_wal_io_timing vacuum_buffer_usage_limit vacuum_cost_delay vacuum_cost_limit vacuum_cost_page_dirty vacuum_cost_page_hit
vacuum_cost_page_miss vacuum_defer_cleanup_age vacuum_failsafe_age vacuum_freeze_min_age vacuum_freeze_table_age vacuum_max_eager_freeze_failure_rate
vacuum_multixact_failsafe_age vacuum_multixact_freeze_min_age vacuum_multixact_freeze_table_age vacuum_truncate wal_buffers
wal_receiver_create_temp_slot wal_receiver_timeout wal_sender_timeout
"""
#: Aurora PostgreSQL: parameters of both groups.
POSTGRESQL_INSTANCE = """
allow_in_place_tablespaces apg_enable_batch_mode_function_execution apg_enable_correlated_any_transform apg_enable_correlated_scalar_transform
apg_enable_function_migration apg_enable_not_in_transform apg_enable_remove_redundant_inner_joins apg_enable_semijoin_push_down apg_plan_mgmt.*
application_name authentication_timeout auto_explain.* backend_flush_after bytea_output check_function_bodies client_connection_check_interval
client_min_messages config_file constraint_exclusion cpu_index_tuple_cost cpu_operator_cost cpu_tuple_cost createrole_self_grant cron.*
cursor_tuple_fraction db_user_namespace deadlock_timeout debug_parallel_query debug_pretty_print debug_print_parse debug_print_plan
debug_print_rewritten default_statistics_target default_transaction_deferrable default_transaction_isolation default_transaction_read_only
effective_cache_size effective_io_concurrency enable_async_append enable_bitmapscan enable_distinct_reordering enable_gathermerge
enable_group_by_reordering enable_hashagg enable_hashjoin enable_incremental_sort enable_indexonlyscan enable_indexscan enable_material
enable_memoize enable_mergejoin enable_nestloop enable_parallel_append enable_parallel_hash enable_partition_pruning
enable_partitionwise_aggregate enable_partitionwise_join enable_presorted_aggregate enable_self_join_elimination enable_seqscan enable_sort
enable_tidscan escape_string_warning event_triggers exit_on_error file_copy_method force_parallel_mode from_collapse_limit geqo geqo_effort
geqo_generations geqo_pool_size geqo_seed geqo_selection_bias geqo_threshold gin_fuzzy_search_limit gin_pending_list_limit hash_mem_multiplier
hba_file hot_standby_feedback ident_file idle_in_transaction_session_timeout idle_session_timeout io_combine_limit io_max_concurrency io_method
io_workers jit jit_above_cost jit_inline_above_cost jit_optimize_above_cost join_collapse_limit lc_messages listen_addresses lo_compat_privileges
lock_timeout log_connections log_destination log_directory log_disconnections log_duration log_error_verbosity log_executor_stats log_file_mode
log_filename log_hostname log_line_prefix log_lock_failures log_lock_waits log_min_duration_sample log_min_duration_statement
log_min_error_statement log_min_messages log_parameter_max_length log_parameter_max_length_on_error log_parser_stats log_planner_stats
log_recovery_conflict_waits log_replication_commands log_rotation_age log_rotation_size log_startup_progress_interval log_statement
log_statement_sample_rate log_statement_stats log_temp_files log_timezone log_truncate_on_rotation logging_collector logical_decoding_work_mem
maintenance_io_concurrency maintenance_work_mem max_active_replication_origins max_connections max_files_per_process max_locks_per_transaction
max_notify_queue_pages max_parallel_maintenance_workers max_parallel_workers max_parallel_workers_per_gather max_pred_locks_per_page
max_pred_locks_per_relation max_pred_locks_per_transaction max_slot_wal_keep_size max_stack_depth max_standby_streaming_delay
max_worker_processes md5_password_warnings min_dynamic_shared_memory min_parallel_index_scan_size min_parallel_table_scan_size
old_snapshot_threshold parallel_leader_participation parallel_setup_cost parallel_tuple_cost pg_bigm.* pg_hint_plan.* pg_similarity.*
pg_stat_statements.* pg_tle.* pgaudit.* pgcrypto.* pglogical.* plpgsql.* plrust.* postgis.* quote_all_identifiers random_page_cost
rds.force_admin_logging_level rds.log_retention_period rds.pg_stat_ramdisk_size rds.rds_superuser_reserved_connections rds.superuser_variables
recursive_worktable_factor remove_temp_files_after_crash reserved_connections restart_after_crash row_security search_path seq_page_cost
session_replication_role shared_buffers shared_preload_libraries ssl_ca_file ssl_cert_file ssl_crl_dir ssl_key_file standard_conforming_strings
statement_timeout stats_fetch_consistency stats_temp_directory superuser_reserved_connections synchronize_seqscans tcp_keepalives_count
tcp_keepalives_idle tcp_keepalives_interval temp_buffers temp_file_limit temp_tablespaces track_activities track_activity_query_size
track_cost_delay_timing track_counts track_functions track_io_timing transaction_timeout transform_null_equals update_process_title
vector.* wal_receiver_status_interval work_mem xmlbinary xmloption
"""
#: Aurora MySQL: parameters of the DB cluster parameter group alone.
MYSQL_CLUSTER = """
aurora_binlog_read_buffer_size aurora_binlog_replication_max_yield_seconds aurora_binlog_replication_sec_index_parallel_workers
aurora_binlog_use_large_read_buffer aurora_enable_repl_bin_log_filtering aurora_enable_replica_log_compression
aurora_enable_staggered_replica_restart aurora_enable_zdr aurora_enhanced_binlog aurora_full_double_precision_in_json
aurora_in_memory_relaylog aurora_jemalloc_background_thread aurora_jemalloc_dirty_decay_ms aurora_jemalloc_tcache_enabled
aurora_load_from_s3_role aurora_mask_password_hashes_type aurora_ml_inference_timeout aurora_read_replica_read_committed
aurora_replica_read_consistency aurora_select_into_s3_role aurora_tmptable_enable_per_table_limit aurora_use_vector_instructions
auto_increment_increment auto_increment_offset aws_default_comprehend_role aws_default_lambda_role aws_default_s3_role
aws_default_sagemaker_role aws_default_bedrock_role binlog-do-db binlog-ignore-db binlog_backup binlog_checksum binlog_format
binlog_group_commit_sync_delay binlog_group_commit_sync_no_delay_count binlog_replication_globaldb binlog_row_image binlog_row_metadata
binlog_row_value_options binlog_rows_query_log_events binlog_transaction_dependency_history_size binlog_transaction_dependency_tracking
character-set-client-handshake character_set_client character_set_connection character_set_database character_set_filesystem
character_set_results character_set_server collation_connection collation_server completion_type default_storage_engine
enforce_gtid_consistency gtid-mode innodb_autoinc_lock_mode innodb_checksums innodb_cmp_per_index_enabled innodb_commit_concurrency
innodb_data_home_dir innodb_default_row_format innodb_file_per_table innodb_flush_log_at_trx_commit innodb_ft_max_token_size
innodb_ft_min_token_size innodb_ft_num_word_optimize innodb_ft_sort_pll_degree innodb_online_alter_log_max_size innodb_optimize_fulltext_only
innodb_page_size innodb_purge_batch_size innodb_purge_threads innodb_rollback_on_timeout innodb_rollback_segments innodb_spin_wait_delay
innodb_strict_mode innodb_support_xa innodb_sync_array_size innodb_sync_spin_loops innodb_stats_include_delete_marked innodb_table_locks
innodb_trx_commit_allow_data_loss innodb_undo_directory innodb_undo_logs innodb_undo_tablespaces lc_time_names lower_case_table_names
master-info-repository master_verify_checksum partial_revokes relay-log-space-limit replica_parallel_type replica_preserve_commit_order
replica_transaction_retries replica_type_conversions replicate-do-db replicate-do-table replicate-ignore-db replicate-ignore-table
replicate-wild-do-table replicate-wild-ignore-table require_secure_transport rpl_read_size server_audit_cw_upload server_audit_events
server_audit_excl_users server_audit_incl_users server_audit_logging server_id skip-character-set-client-handshake skip_name_resolve
slave-skip-errors source_verify_checksum ssl_cipher sync_frm time_zone tls_version
"""
#: Aurora MySQL: parameters of both groups. (Those of instances alone are among them: either way the name exists.)
MYSQL_INSTANCE = """
activate_all_roles_on_login allow-suspicious-udfs aurora_disable_hash_join aurora_lab_mode aurora_oom_response aurora_parallel_query aurora_pq
autocommit automatic_sp_privileges back_log basedir binlog_cache_size binlog_max_flush_queue_time binlog_order_commits binlog_stmt_cache_size
binlog_transaction_compression binlog_transaction_compression_level_zstd bulk_insert_buffer_size concurrent_insert connect_timeout core-file
datadir default_authentication_plugin default_time_zone default_tmp_storage_engine default_week_format delay_key_write delayed_insert_limit
delayed_insert_timeout delayed_queue_size div_precision_increment end_markers_in_json eq_range_index_dive_limit event_scheduler
explicit_defaults_for_timestamp flush flush_time ft_boolean_syntax ft_max_word_len ft_min_word_len ft_query_expansion_limit ft_stopword_file
general_log general_log_file group_concat_max_len host_cache_size init_connect innodb_adaptive_hash_index innodb_adaptive_max_sleep_delay
innodb_autoextend_increment innodb_buffer_pool_dump_at_shutdown innodb_buffer_pool_dump_now innodb_buffer_pool_filename
innodb_buffer_pool_load_abort innodb_buffer_pool_load_at_startup innodb_buffer_pool_load_now innodb_buffer_pool_size
innodb_change_buffer_max_size innodb_compression_failure_threshold_pct innodb_compression_level innodb_compression_pad_pct_max
innodb_concurrency_tickets innodb_deadlock_detect innodb_file_format innodb_flushing_avg_loops innodb_force_load_corrupted innodb_ft_aux_table
innodb_ft_cache_size innodb_ft_enable_stopword innodb_ft_server_stopword_table innodb_ft_user_stopword_table innodb_large_prefix
innodb_lock_wait_timeout innodb_log_compressed_pages innodb_lru_scan_depth innodb_max_purge_lag innodb_max_purge_lag_delay
innodb_monitor_disable innodb_monitor_enable innodb_monitor_reset innodb_monitor_reset_all innodb_old_blocks_pct innodb_old_blocks_time
innodb_open_files innodb_print_all_deadlocks innodb_random_read_ahead innodb_read_ahead_threshold innodb_read_io_threads innodb_read_only
innodb_replication_delay innodb_sort_buffer_size innodb_stats_auto_recalc innodb_stats_method innodb_stats_on_metadata innodb_stats_persistent
innodb_stats_persistent_sample_pages innodb_stats_transient_sample_pages innodb_temp_data_file_path innodb_thread_concurrency
innodb_thread_sleep_delay interactive_timeout internal_tmp_disk_storage_engine internal_tmp_mem_storage_engine join_buffer_size
keep_files_on_create key_buffer_size key_cache_age_threshold key_cache_block_size key_cache_division_limit local_infile lock_wait_timeout
log-bin log_bin_trust_function_creators log_bin_use_v1_row_events log_error log_error_suppression_list log_error_verbosity log_output
log_queries_not_using_indexes log_replica_updates log_slave_updates log_slow_admin_statements log_slow_extra
log_throttle_queries_not_using_indexes log_warnings long_query_time low_priority_updates max_allowed_packet max_binlog_cache_size
max_binlog_size max_binlog_stmt_cache_size max_connect_errors max_connections max_delayed_threads max_error_count max_execution_time
max_heap_table_size max_insert_delayed_threads max_join_size max_length_for_sort_data max_prepared_stmt_count max_seeks_for_key
max_sort_length max_sp_recursion_depth max_tmp_tables max_user_connections max_write_lock_count metadata_locks_cache_size
min_examined_row_limit myisam_data_pointer_size myisam_max_sort_file_size myisam_mmap_size myisam_sort_buffer_size myisam_stats_method
myisam_use_mmap net_buffer_length net_read_timeout net_retry_count net_write_timeout old-style-user-limits old_passwords
optimizer_prune_level optimizer_search_depth optimizer_switch optimizer_trace optimizer_trace_features optimizer_trace_limit
optimizer_trace_max_mem_size optimizer_trace_offset performance-schema* performance_schema* pid_file plugin_dir port preload_buffer_size
profiling_history_size query_alloc_block_size query_cache_limit query_cache_min_res_unit query_cache_size query_cache_type
query_cache_wlock_invalidate query_prealloc_size range_alloc_block_size range_optimizer_max_mem_size read_buffer_size read_only
read_rnd_buffer_size relay-log relay_log_info_repository relay_log_recovery replica_checkpoint_group replica_checkpoint_period
replica_parallel_workers replica_pending_jobs_size_max replica_skip_errors replica_sql_verify_checksum safe-user-create secure_auth
secure_file_priv select_into_buffer_size skip-slave-start skip_external_locking skip_show_database slave_checkpoint_group
slave_checkpoint_period slave_parallel_workers slave_pending_jobs_size_max slave_sql_verify_checksum slow_launch_time slow_query_log
slow_query_log_file socket sort_buffer_size sql_mode sql_select_limit stored_program_cache sync_binlog sync_master_info sync_relay_log
sync_relay_log_info sync_source_info sysdate-is-now table_cache_element_entry_ttl table_definition_cache table_open_cache
table_open_cache_instances temp-pool temptable_max_mmap temptable_max_ram temptable_use_mmap thread_handling thread_stack timed_mutexes
tmp_table_size tmpdir transaction_alloc_block_size transaction_isolation transaction_prealloc_size tx_isolation updatable_views_with_limit
validate-password validate_password* wait_timeout windowing_use_high_precision
"""
#: Names of Aurora MySQL 2 (5.7) that version 3 has no more.
MYSQL_2_ALONE = """
aurora_binlog_read_buffer_size aurora_binlog_use_large_read_buffer aurora_enable_repl_bin_log_filtering aurora_enable_replica_log_compression
aurora_lab_mode innodb_checksums innodb_file_format innodb_large_prefix innodb_support_xa innodb_undo_logs log_bin_use_v1_row_events
log_warnings master-info-repository max_length_for_sort_data max_tmp_tables metadata_locks_cache_size old_passwords query_cache_limit
query_cache_min_res_unit query_cache_size query_cache_type query_cache_wlock_invalidate relay_log_info_repository secure_auth sync_frm
sync_relay_log temp-pool tx_isolation
"""

#: "Modifiable: No" in the guides.
FIXED = set(
    """
    config_file data_directory hba_file huge_pages ident_file listen_addresses log_directory log_file_mode log_hostname log_timezone
    log_truncate_on_rotation logging_collector port rds.extensions rds.superuser_variables recovery_init_sync_method
    remove_temp_files_after_crash ssl ssl_ca_file ssl_cert_file ssl_crl_dir ssl_key_file stats_temp_directory superuser_reserved_connections
    wal_receiver_create_temp_slot
    allow-suspicious-udfs basedir binlog_row_image core-file datadir default_authentication_plugin default_storage_engine default_time_zone flush
    ft_boolean_syntax general_log_file innodb_buffer_pool_dump_at_shutdown innodb_buffer_pool_dump_now innodb_buffer_pool_filename
    innodb_buffer_pool_load_abort innodb_buffer_pool_load_at_startup innodb_buffer_pool_load_now innodb_change_buffer_max_size
    innodb_data_home_dir innodb_flushing_avg_loops innodb_force_load_corrupted innodb_log_compressed_pages innodb_page_size
    innodb_read_io_threads innodb_read_only innodb_thread_concurrency innodb_undo_directory innodb_undo_tablespaces log-bin log_error
    log_replica_updates log_slave_updates max_binlog_size partial_revokes pid_file plugin_dir relay-log relay_log_recovery secure_file_priv
    server_id skip-slave-start skip_external_locking skip_name_resolve slow_query_log_file socket sync_binlog table_cache_element_entry_ttl
    thread_handling tmpdir
    """.split()
)
#: What the default groups of a family have: https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraPostgreSQL.Security.html
DEFAULTS: dict[str, dict[str, str]] = {f"aurora-postgresql{major}": {"rds.force_ssl": "1"} for major in (17, 18)}
#: Those that take effect at a reboot ("ApplyType: static").
STATIC = set(
    """
    apg_plan_mgmt.max_databases apg_plan_mgmt.max_plans autovacuum_freeze_max_age autovacuum_max_workers
    autovacuum_multixact_freeze_max_age cron.database_name cron.log_run cron.log_statement cron.max_running_jobs cron.use_background_workers
    max_connections max_files_per_process max_locks_per_transaction max_logical_replication_workers max_pred_locks_per_transaction
    max_prepared_transactions max_replication_slots max_wal_senders max_worker_processes min_dynamic_shared_memory old_snapshot_threshold
    pg_prewarm.autoprewarm pg_stat_statements.max rds.babelfish_status rds.enable_plan_management rds.logical_replication
    rds.pg_stat_ramdisk_size rds.rds_superuser_reserved_connections shared_buffers shared_preload_libraries track_activity_query_size
    track_commit_timestamp wal_buffers
    """.split()
)
MYSQL_STATIC = set(
    """
    back_log binlog_format character-set-client-handshake enforce_gtid_consistency ft_max_word_len ft_min_word_len ft_stopword_file gtid-mode
    innodb_autoinc_lock_mode innodb_buffer_pool_size innodb_ft_cache_size innodb_ft_max_token_size innodb_ft_min_token_size
    innodb_ft_sort_pll_degree innodb_open_files innodb_purge_threads innodb_rollback_on_timeout innodb_sort_buffer_size innodb_sync_array_size
    lower_case_table_names performance_schema replica_skip_errors skip-character-set-client-handshake skip_show_database slave-skip-errors
    table_open_cache_instances thread_stack
    """.split()
)

BOOLEAN, ON_OFF, LIMIT, OPTIONAL_LIMIT = "0,1", "ON,OFF", "0-2147483647", "-1-2147483647"
LEVELS = "debug5,debug4,debug3,debug2,debug1,info,notice,warning,error,log,fatal,panic"
#: "AllowedValues" of DescribeDBClusterParameters and DescribeDBParameters: words or ranges, with commas between. `{…}` is a list of such words.
ALLOWED: dict[str, dict[str, str]] = {
    "aurora-postgresql": {
        **dict.fromkeys(("rds.force_ssl", "rds.logical_replication", "rds.restrict_password_commands", "rds.adaptive_autovacuum"), BOOLEAN),
        **dict.fromkeys(("autovacuum", "apg_ccm_enabled", "hot_standby_feedback", "log_disconnections", "log_duration", "log_lock_waits"), BOOLEAN),
        **dict.fromkeys(("rds.enable_plan_management", "track_activities", "track_commit_timestamp", "track_counts", "track_io_timing"), BOOLEAN),
        **dict.fromkeys(("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout", "idle_session_timeout"), LIMIT),
        **dict.fromkeys(("log_min_duration_statement", "log_autovacuum_min_duration", "log_temp_files", "auto_explain.log_min_duration"), OPTIONAL_LIMIT),
        **dict.fromkeys(("log_min_messages", "log_min_error_statement", "client_min_messages"), LEVELS),
        "default_statistics_target": "1-10000",
        "deadlock_timeout": "1-2147483647",
        "log_error_verbosity": "terse,default,verbose",
        "log_statement": "none,ddl,mod,all",
        "maintenance_work_mem": "1024-2147483647",
        "max_connections": "6-262143",
        "password_encryption": "md5,scram-sha-256",
        "pg_stat_statements.track": "top,all,none",
        "pgaudit.log": "{ddl,function,misc,misc_set,read,role,write,none,all,-ddl,-function,-misc,-misc_set,-read,-role,-write}",
        "rds.accepted_password_auth_method": "md5+scram,scram",
        "rds.log_retention_period": "1440-10080",
        "ssl_max_protocol_version": "TLSv1,TLSv1.1,TLSv1.2,TLSv1.3",
        "ssl_min_protocol_version": "TLSv1,TLSv1.1,TLSv1.2,TLSv1.3",
        "work_mem": "64-2147483647",
    },
    "aurora-mysql": {
        **dict.fromkeys(("require_secure_transport", "event_scheduler"), ON_OFF),
        **dict.fromkeys(("server_audit_logging", "slow_query_log", "general_log", "innodb_print_all_deadlocks", "performance_schema"), BOOLEAN),
        **dict.fromkeys(("local_infile", "log_bin_trust_function_creators", "log_queries_not_using_indexes", "lower_case_table_names"), BOOLEAN),
        "binlog_format": "ROW,STATEMENT,MIXED,OFF",
        "innodb_lock_wait_timeout": "1-1073741824",
        "interactive_timeout": "1-31536000",
        "log_output": "TABLE,FILE,NONE",
        "long_query_time": "0-31536000",
        "max_allowed_packet": "1024-1073741824",
        "max_connections": "1-16000",
        "server_audit_events": "{CONNECT,QUERY,QUERY_DCL,QUERY_DDL,QUERY_DML,TABLE}",
        "tls_version": "{TLSv1,TLSv1.1,TLSv1.2,TLSv1.3}",
        "wait_timeout": "1-31536000",
    },
}
#: Values may be computed from the instance: https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_ParamValuesRef.html
FORMULA = re.compile(r"(GREATEST|LEAST|SUM|IF|log)\(.*\)|\{.*\}|.*(DBInstance|EndPointPort|TrueIfReplica).*", re.IGNORECASE | re.DOTALL)

NAMES = {
    ("aurora-postgresql", True): {*POSTGRESQL_CLUSTER.split(), *POSTGRESQL_INSTANCE.split()},
    ("aurora-postgresql", False): {*POSTGRESQL_INSTANCE.split(), "babelfishpg_tds.listen_addresses", "babelfishpg_tds.tds_debug_log_level"},
    ("aurora-mysql", True): {*MYSQL_CLUSTER.split(), *MYSQL_INSTANCE.split()},
    ("aurora-mysql", False): set(MYSQL_INSTANCE.split()),
}


def engine_of(family: str) -> str | None:
    """``aurora-mysql`` of aurora-mysql8.0; None for the families of other engines, of which nothing is known here."""
    return next((engine for engine in ALLOWED if family.startswith(engine)), None)


def exists(family: str, name: str, of_cluster: bool) -> bool:
    engine = engine_of(family) or ""
    names = NAMES[engine, of_cluster]
    if engine == "aurora-mysql" and not family.endswith("5.7") and name in MYSQL_2_ALONE.split():
        return False
    return name in names or any(name.startswith(known[:-1]) for known in names if known.endswith("*"))


def allows(allowed: str, value: str) -> bool:
    if allowed.startswith("{"):
        return all(word.strip() in allowed[1:-1].split(",") for word in value.split(","))
    bounds = re.fullmatch(r"(-?\d+)-(\d+)", allowed)
    if not bounds:
        return value.lower() in allowed.lower().split(",")
    return bool(re.fullmatch(r"-?\d+(\.\d+)?", value)) and int(bounds.group(1)) <= float(value) <= int(bounds.group(2))


def check(family: str, parameter: dict[str, str], of_cluster: bool) -> None:
    """Refuses a parameter of ModifyDBParameterGroup or ModifyDBClusterParameterGroup.

    https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ModifyDBClusterParameterGroup.html
    """
    engine, name, value = engine_of(family), parameter.get("ParameterName", ""), parameter.get("ParameterValue")
    if engine is None:
        return
    if not exists(family, name, of_cluster):
        raise ServiceError("InvalidParameterValue", f"Could not find parameter with name: {name}")
    if name in FIXED:
        raise ServiceError("InvalidParameterValue", f"The parameter {name} cannot be modified.")
    static = MYSQL_STATIC if engine == "aurora-mysql" else STATIC
    if name in static and parameter.get("ApplyMethod") == "immediate":
        raise ServiceError("InvalidParameterCombination", "cannot use immediate apply method for static parameter")
    allowed = ALLOWED[engine].get(name)
    if allowed and value is not None and not FORMULA.fullmatch(value) and not allows(allowed, value):
        raise ServiceError("InvalidParameterValue", f"Invalid parameter value: {value} for: {name} allowed values are: {allowed.strip('{}')}")
