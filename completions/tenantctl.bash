#!/bin/bash

__tenantctl_cursor_index_in_current_word() {
    local remaining="${COMP_LINE}"

    local word
    for word in "${COMP_WORDS[@]::COMP_CWORD}"; do
        remaining="${remaining##*([[:space:]])"${word}"*([[:space:]])}"
    done

    local -ir index="$((COMP_POINT - ${#COMP_LINE} + ${#remaining}))"
    if [[ "${index}" -le 0 ]]; then
        printf 0
    else
        printf %s "${index}"
    fi
}

# positional arguments:
#
# - 1: the current (sub)command's count of positional arguments
#
# required variables:
#
# - repeating_flags: the repeating flags that the current (sub)command can accept
# - non_repeating_flags: the non-repeating flags that the current (sub)command can accept
# - repeating_options: the repeating options that the current (sub)command can accept
# - non_repeating_options: the non-repeating options that the current (sub)command can accept
# - positional_number: value ignored
# - unparsed_words: unparsed words from the current command line
#
# modified variables:
#
# - non_repeating_flags: remove flags for this (sub)command that are already on the command line
# - non_repeating_options: remove options for this (sub)command that are already on the command line
# - positional_number: set to the current positional number
# - unparsed_words: remove all flags, options, and option values for this (sub)command
__tenantctl_offer_flags_options() {
    local -ir positional_count="${1}"
    positional_number=0

    local was_flag_option_terminator_seen=false
    local is_parsing_option_value=false

    local -ar unparsed_word_indices=("${!unparsed_words[@]}")
    local -i word_index
    for word_index in "${unparsed_word_indices[@]}"; do
        if "${is_parsing_option_value}"; then
            # This word is an option value:
            # Reset marker for next word iff not currently the last word
            [[ "${word_index}" -ne "${unparsed_word_indices[${#unparsed_word_indices[@]} - 1]}" ]] && is_parsing_option_value=false
            unset "unparsed_words[${word_index}]"
            # Do not process this word as a flag or an option
            continue
        fi

        local word="${unparsed_words["${word_index}"]}"
        if ! "${was_flag_option_terminator_seen}"; then
            case "${word}" in
            --)
                unset "unparsed_words[${word_index}]"
                # by itself -- is a flag/option terminator, but if it is the last word, it is the start of a completion
                if [[ "${word_index}" -ne "${unparsed_word_indices[${#unparsed_word_indices[@]} - 1]}" ]]; then
                    was_flag_option_terminator_seen=true
                fi
                continue
                ;;
            -*)
                # ${word} is a flag or an option
                # If ${word} is an option, mark that the next word to be parsed is an option value
                local option
                for option in "${repeating_options[@]}" "${non_repeating_options[@]}"; do
                    [[ "${word}" = "${option}" ]] && is_parsing_option_value=true && break
                done

                # Remove ${word} from ${non_repeating_flags} or ${non_repeating_options} so it isn't offered again
                local not_found=true
                local -i index
                for index in "${!non_repeating_flags[@]}"; do
                    if [[ "${non_repeating_flags[${index}]}" = "${word}" ]]; then
                        unset "non_repeating_flags[${index}]"
                        non_repeating_flags=("${non_repeating_flags[@]}")
                        not_found=false
                        break
                    fi
                done
                if "${not_found}"; then
                    for index in "${!non_repeating_flags[@]}"; do
                        if [[ "${non_repeating_flags[${index}]}" = "${word}" ]]; then
                            unset "non_repeating_flags[${index}]"
                            non_repeating_flags=("${non_repeating_flags[@]}")
                            break
                        fi
                    done
                fi
                unset "unparsed_words[${word_index}]"
                continue
                ;;
            esac
        fi

        # ${word} is neither a flag, nor an option, nor an option value
        if [[ "${positional_number}" -lt "${positional_count}" || "${positional_count}" -lt 0 ]]; then
            # ${word} is a positional
            ((positional_number++))
            unset "unparsed_words[${word_index}]"
        else
            if [[ -z "${word}" ]]; then
                # Could be completing a flag, option, or subcommand
                positional_number=-1
            else
                # ${word} is a subcommand or invalid, so stop processing this (sub)command
                positional_number=-2
            fi
            break
        fi
    done

    unparsed_words=("${unparsed_words[@]}")

    if\
        ! "${was_flag_option_terminator_seen}"\
        && ! "${is_parsing_option_value}"\
        && [[ ("${cur}" = -* && "${positional_number}" -ge 0) || "${positional_number}" -eq -1 ]]
    then
        COMPREPLY+=($(compgen -W "${repeating_flags[*]} ${non_repeating_flags[*]} ${repeating_options[*]} ${non_repeating_options[*]}" -- "${cur}"))
    fi
}

__tenantctl_add_completions() {
    local completion
    while IFS='' read -r completion; do
        COMPREPLY+=("${completion}")
    done < <(IFS=$'\n' compgen "${@}" -- "${cur}")
}

__tenantctl_custom_complete() {
    if [[ -n "${cur}" || -z ${COMP_WORDS[${COMP_CWORD}]} || "${COMP_LINE:${COMP_POINT}:1}" != ' ' ]]; then
        local -ar words=("${COMP_WORDS[@]}")
    else
        local -ar words=("${COMP_WORDS[@]::${COMP_CWORD}}" '' "${COMP_WORDS[@]:${COMP_CWORD}}")
    fi

    "${COMP_WORDS[0]}" "${@}" "${words[@]}"
}

_tenantctl() {
    local state
    state="$(shopt -p;shopt -po)"
    trap "${state//$'\n'/;}" RETURN
    shopt -s extglob
    set +o history +o posix

    local -xr SAP_SHELL=bash
    local -x SAP_SHELL_VERSION
    SAP_SHELL_VERSION="$(IFS='.';printf %s "${BASH_VERSINFO[*]}")"
    local -r SAP_SHELL_VERSION

    local -r cur="${2}"
    local -r prev="${3}"

    local -i positional_number
    local -a unparsed_words=("${COMP_WORDS[@]:1:${COMP_CWORD}}")

    local -a repeating_flags=()
    local -a non_repeating_flags=(--json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    local -a repeating_options=()
    local -a non_repeating_options=(--store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    tenant|tier|quota|flag|pool|instance|placement|migration|runtime|context|key|identity|isolation|evidence|event|subscription|grant|usage|cost|simulate|init|upgrade|backup|restore|status|doctor|journal|help|config|error|help)
        # Offer subcommand argument completions
        "_tenantctl_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'tenant tier quota flag pool instance placement migration runtime context key identity isolation evidence event subscription grant usage cost simulate init upgrade backup restore status doctor journal help config error help' -- "${cur}"))
        ;;
    esac
}

_tenantctl_tenant() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=()
    __tenantctl_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    onboard|list|show|update|suspend|resume|offboard|import|export)
        # Offer subcommand argument completions
        "_tenantctl_tenant_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'onboard list show update suspend resume offboard import export' -- "${cur}"))
        ;;
    esac
}

_tenantctl_tenant_onboard() {
    repeating_flags=()
    non_repeating_flags=(--if-not-exists -n --dry-run --exit-code --json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=(--allow-region --label --external-id)
    non_repeating_options=(--tier --region --name --contact --time-zone --billing-day --pool --actor --reason --idempotency-key --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--tier')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion tenant onboard -- --tier "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    '--region')
        return
        ;;
    '--allow-region')
        return
        ;;
    '--name')
        return
        ;;
    '--label')
        return
        ;;
    '--contact')
        return
        ;;
    '--external-id')
        return
        ;;
    '--time-zone')
        return
        ;;
    '--billing-day')
        return
        ;;
    '--pool')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion tenant onboard -- --pool "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    '--actor')
        return
        ;;
    '--reason')
        return
        ;;
    '--idempotency-key')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion tenant onboard -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_tenant_list() {
    repeating_flags=()
    non_repeating_flags=(--json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=(--state --label --sort --filter)
    non_repeating_options=(--tier --region --limit --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--state')
        __tenantctl_add_completions -W 'active'$'\n''suspended'$'\n''offboarding'$'\n''offboarded'
        return
        ;;
    '--tier')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion tenant list -- --tier "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    '--region')
        return
        ;;
    '--label')
        return
        ;;
    '--sort')
        return
        ;;
    '--limit')
        return
        ;;
    '--filter')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion tenant list -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_tenant_show() {
    repeating_flags=()
    non_repeating_flags=(--watch --json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=()
    non_repeating_options=(--interval --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--interval')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion tenant show -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion tenant show -- positional@0 "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_tenant_update() {
    repeating_flags=()
    non_repeating_flags=(-n --dry-run --exit-code --json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=(--allow-region --label --remove-label --external-id --remove-external-id)
    non_repeating_options=(--name --tier --decrease --region --contact --time-zone --billing-day --if-version --actor --reason --idempotency-key --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--name')
        return
        ;;
    '--tier')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion tenant update -- --tier "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    '--decrease')
        __tenantctl_add_completions -W 'period-end'$'\n''immediate'$'\n''soft'
        return
        ;;
    '--region')
        return
        ;;
    '--allow-region')
        return
        ;;
    '--label')
        return
        ;;
    '--remove-label')
        return
        ;;
    '--contact')
        return
        ;;
    '--external-id')
        return
        ;;
    '--remove-external-id')
        return
        ;;
    '--time-zone')
        return
        ;;
    '--billing-day')
        return
        ;;
    '--if-version')
        return
        ;;
    '--actor')
        return
        ;;
    '--reason')
        return
        ;;
    '--idempotency-key')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion tenant update -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion tenant update -- positional@0 "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_tenant_suspend() {
    repeating_flags=()
    non_repeating_flags=(-n --dry-run --exit-code --json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=()
    non_repeating_options=(--if-version --actor --reason --idempotency-key --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--if-version')
        return
        ;;
    '--actor')
        return
        ;;
    '--reason')
        return
        ;;
    '--idempotency-key')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion tenant suspend -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion tenant suspend -- positional@0 "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_tenant_resume() {
    repeating_flags=()
    non_repeating_flags=(-n --dry-run --exit-code --json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=()
    non_repeating_options=(--if-version --actor --reason --idempotency-key --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--if-version')
        return
        ;;
    '--actor')
        return
        ;;
    '--reason')
        return
        ;;
    '--idempotency-key')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion tenant resume -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion tenant resume -- positional@0 "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_tenant_offboard() {
    repeating_flags=()
    non_repeating_flags=(--no-export --legal-hold --release-hold --force -n --dry-run --exit-code --json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=()
    non_repeating_options=(--export --evidence --hold-until --master-key-file --confirm --actor --reason --idempotency-key --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--export')
        __tenantctl_add_completions -f
        return
        ;;
    '--evidence')
        __tenantctl_add_completions -f
        return
        ;;
    '--hold-until')
        return
        ;;
    '--master-key-file')
        __tenantctl_add_completions -f
        return
        ;;
    '--confirm')
        return
        ;;
    '--actor')
        return
        ;;
    '--reason')
        return
        ;;
    '--idempotency-key')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion tenant offboard -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion tenant offboard -- positional@0 "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_tenant_import() {
    repeating_flags=()
    non_repeating_flags=(--keep-going --if-not-exists -n --dry-run --exit-code --json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=()
    non_repeating_options=(--format --tier --region --actor --reason --idempotency-key --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--format')
        __tenantctl_add_completions -W 'csv'$'\n''ndjson'$'\n''yaml'
        return
        ;;
    '--tier')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion tenant import -- --tier "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    '--region')
        return
        ;;
    '--actor')
        return
        ;;
    '--reason')
        return
        ;;
    '--idempotency-key')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion tenant import -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __tenantctl_add_completions -f
        return
        ;;
    esac
}

_tenantctl_tenant_export() {
    repeating_flags=()
    non_repeating_flags=(--force --json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=()
    non_repeating_options=(--master-key-file --actor --reason --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 2

    # Offer option value completions
    case "${prev}" in
    '--master-key-file')
        __tenantctl_add_completions -f
        return
        ;;
    '--actor')
        return
        ;;
    '--reason')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion tenant export -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion tenant export -- positional@0 "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    2)
        __tenantctl_add_completions -f
        return
        ;;
    esac
}

_tenantctl_tier() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=()
    __tenantctl_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    list|show|create|update|shadow|delete)
        # Offer subcommand argument completions
        "_tenantctl_tier_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'list show create update shadow delete' -- "${cur}"))
        ;;
    esac
}

_tenantctl_tier_list() {
    repeating_flags=()
    non_repeating_flags=(--json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=(--sort --filter)
    non_repeating_options=(--limit --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--sort')
        return
        ;;
    '--limit')
        return
        ;;
    '--filter')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion tier list -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_tier_show() {
    repeating_flags=()
    non_repeating_flags=(--json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=()
    non_repeating_options=(--store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion tier show -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion tier show -- positional@0 "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_tier_create() {
    repeating_flags=()
    non_repeating_flags=(--if-not-exists -n --dry-run --exit-code --json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=(--entitlement)
    non_repeating_options=(--summary --weight --isolation --actor --reason --idempotency-key --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--summary')
        return
        ;;
    '--weight')
        return
        ;;
    '--isolation')
        __tenantctl_add_completions -W 'shared'$'\n''pool'$'\n''dedicated'
        return
        ;;
    '--entitlement')
        return
        ;;
    '--actor')
        return
        ;;
    '--reason')
        return
        ;;
    '--idempotency-key')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion tier create -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_tier_update() {
    repeating_flags=()
    non_repeating_flags=(-n --dry-run --exit-code --json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=(--add-entitlement --remove-entitlement)
    non_repeating_options=(--summary --weight --isolation --if-version --actor --reason --idempotency-key --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--summary')
        return
        ;;
    '--weight')
        return
        ;;
    '--isolation')
        __tenantctl_add_completions -W 'shared'$'\n''pool'$'\n''dedicated'
        return
        ;;
    '--add-entitlement')
        return
        ;;
    '--remove-entitlement')
        return
        ;;
    '--if-version')
        return
        ;;
    '--actor')
        return
        ;;
    '--reason')
        return
        ;;
    '--idempotency-key')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion tier update -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion tier update -- positional@0 "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_tier_shadow() {
    repeating_flags=()
    non_repeating_flags=(--off -n --dry-run --exit-code --json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=()
    non_repeating_options=(--as --share --if-version --actor --reason --idempotency-key --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--as')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion tier shadow -- --as "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    '--share')
        return
        ;;
    '--if-version')
        return
        ;;
    '--actor')
        return
        ;;
    '--reason')
        return
        ;;
    '--idempotency-key')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion tier shadow -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion tier shadow -- positional@0 "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_tier_delete() {
    repeating_flags=()
    non_repeating_flags=(--if-exists --yes -y -n --dry-run --exit-code --json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=()
    non_repeating_options=(--if-version --actor --reason --idempotency-key --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--if-version')
        return
        ;;
    '--actor')
        return
        ;;
    '--reason')
        return
        ;;
    '--idempotency-key')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion tier delete -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion tier delete -- positional@0 "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_quota() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=()
    __tenantctl_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    list|show|check|explain|prove|watch|set|unset|grant|usage|reconcile|history|shadow-report)
        # Offer subcommand argument completions
        "_tenantctl_quota_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'list show check explain prove watch set unset grant usage reconcile history shadow-report' -- "${cur}"))
        ;;
    esac
}

_tenantctl_quota_list() {
    repeating_flags=()
    non_repeating_flags=(--json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=(--sort --filter)
    non_repeating_options=(--tier --tenant --user --limit --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--tier')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion quota list -- --tier "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    '--tenant')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion quota list -- --tenant "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    '--user')
        return
        ;;
    '--sort')
        return
        ;;
    '--limit')
        return
        ;;
    '--filter')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion quota list -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_quota_show() {
    repeating_flags=()
    non_repeating_flags=(--watch --json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=()
    non_repeating_options=(--tenant --user --at --interval --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--tenant')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion quota show -- --tenant "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    '--user')
        return
        ;;
    '--at')
        return
        ;;
    '--interval')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion quota show -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion quota show -- positional@0 "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_quota_check() {
    repeating_flags=()
    non_repeating_flags=(--consume -n --dry-run --exit-code --json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=()
    non_repeating_options=(--cost --user --actor --reason --idempotency-key --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 2

    # Offer option value completions
    case "${prev}" in
    '--cost')
        return
        ;;
    '--user')
        return
        ;;
    '--actor')
        return
        ;;
    '--reason')
        return
        ;;
    '--idempotency-key')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion quota check -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion quota check -- positional@0 "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    2)
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion quota check -- positional@1 "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_quota_explain() {
    repeating_flags=()
    non_repeating_flags=(--json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=()
    non_repeating_options=(--user --cost --at --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 2

    # Offer option value completions
    case "${prev}" in
    '--user')
        return
        ;;
    '--cost')
        return
        ;;
    '--at')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion quota explain -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion quota explain -- positional@0 "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    2)
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion quota explain -- positional@1 "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_quota_prove() {
    repeating_flags=()
    non_repeating_flags=(--strict --json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=(--sort --filter)
    non_repeating_options=(--tenant --tier --quota --limit --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--tenant')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion quota prove -- --tenant "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    '--tier')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion quota prove -- --tier "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    '--quota')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion quota prove -- --quota "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    '--sort')
        return
        ;;
    '--limit')
        return
        ;;
    '--filter')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion quota prove -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_quota_watch() {
    repeating_flags=()
    non_repeating_flags=(--all --once --json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=()
    non_repeating_options=(--tenant --quota --exec --since --interval --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--tenant')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion quota watch -- --tenant "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    '--quota')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion quota watch -- --quota "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    '--exec')
        return
        ;;
    '--since')
        return
        ;;
    '--interval')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion quota watch -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_quota_set() {
    repeating_flags=()
    non_repeating_flags=(--no-alerts -n --dry-run --exit-code --json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=(--alert)
    non_repeating_options=(--tier --tenant --user --burst --meter --on-exceed --mode --on-change --decrease --shadow --failure-policy --if-version --actor --reason --idempotency-key --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 2

    # Offer option value completions
    case "${prev}" in
    '--tier')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion quota set -- --tier "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    '--tenant')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion quota set -- --tenant "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    '--user')
        return
        ;;
    '--burst')
        return
        ;;
    '--meter')
        return
        ;;
    '--on-exceed')
        __tenantctl_add_completions -W 'reject'$'\n''delay'$'\n''degrade'$'\n''allow-and-bill'
        return
        ;;
    '--mode')
        __tenantctl_add_completions -W 'bucket'$'\n''hard'$'\n''rolling'
        return
        ;;
    '--on-change')
        __tenantctl_add_completions -W 'preserve-used'$'\n''proportional'$'\n''additive'$'\n''reset'
        return
        ;;
    '--decrease')
        __tenantctl_add_completions -W 'period-end'$'\n''immediate'$'\n''soft'
        return
        ;;
    '--alert')
        return
        ;;
    '--shadow')
        return
        ;;
    '--failure-policy')
        return
        ;;
    '--if-version')
        return
        ;;
    '--actor')
        return
        ;;
    '--reason')
        return
        ;;
    '--idempotency-key')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion quota set -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion quota set -- positional@0 "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_quota_unset() {
    repeating_flags=()
    non_repeating_flags=(--if-exists -n --dry-run --exit-code --json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=()
    non_repeating_options=(--tier --tenant --user --decrease --if-version --actor --reason --idempotency-key --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--tier')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion quota unset -- --tier "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    '--tenant')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion quota unset -- --tenant "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    '--user')
        return
        ;;
    '--decrease')
        __tenantctl_add_completions -W 'period-end'$'\n''immediate'$'\n''soft'
        return
        ;;
    '--if-version')
        return
        ;;
    '--actor')
        return
        ;;
    '--reason')
        return
        ;;
    '--idempotency-key')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion quota unset -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion quota unset -- positional@0 "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_quota_grant() {
    repeating_flags=()
    non_repeating_flags=(-n --dry-run --exit-code --json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=()
    non_repeating_options=(--tenant --add --from --until --revoke --actor --reason --idempotency-key --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--tenant')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion quota grant -- --tenant "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    '--add')
        return
        ;;
    '--from')
        return
        ;;
    '--until')
        return
        ;;
    '--revoke')
        return
        ;;
    '--actor')
        return
        ;;
    '--reason')
        return
        ;;
    '--idempotency-key')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion quota grant -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion quota grant -- positional@0 "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_quota_usage() {
    repeating_flags=()
    non_repeating_flags=(--watch --json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=(--sort --filter)
    non_repeating_options=(--tenant --at --limit --interval --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--tenant')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion quota usage -- --tenant "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    '--at')
        return
        ;;
    '--sort')
        return
        ;;
    '--limit')
        return
        ;;
    '--filter')
        return
        ;;
    '--interval')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion quota usage -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_quota_reconcile() {
    repeating_flags=()
    non_repeating_flags=(--json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=(--sort --filter)
    non_repeating_options=(--tenant --quota --period --limit --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--tenant')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion quota reconcile -- --tenant "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    '--quota')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion quota reconcile -- --quota "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    '--period')
        return
        ;;
    '--sort')
        return
        ;;
    '--limit')
        return
        ;;
    '--filter')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion quota reconcile -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_quota_history() {
    repeating_flags=()
    non_repeating_flags=(--json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=(--sort --filter)
    non_repeating_options=(--tenant --limit --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--tenant')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion quota history -- --tenant "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    '--sort')
        return
        ;;
    '--limit')
        return
        ;;
    '--filter')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion quota history -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion quota history -- positional@0 "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_quota_shadow-report() {
    repeating_flags=()
    non_repeating_flags=(--json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=(--sort --filter)
    non_repeating_options=(--tenant --quota --from --until --limit --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--tenant')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion quota shadow-report -- --tenant "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    '--quota')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion quota shadow-report -- --quota "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    '--from')
        return
        ;;
    '--until')
        return
        ;;
    '--sort')
        return
        ;;
    '--limit')
        return
        ;;
    '--filter')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion quota shadow-report -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_flag() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=()
    __tenantctl_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    list|show|create|update|on|off|rollout|override|overrides|evaluate|history|delete)
        # Offer subcommand argument completions
        "_tenantctl_flag_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'list show create update on off rollout override overrides evaluate history delete' -- "${cur}"))
        ;;
    esac
}

_tenantctl_flag_list() {
    repeating_flags=()
    non_repeating_flags=(--json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=(--sort --filter)
    non_repeating_options=(--limit --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--sort')
        return
        ;;
    '--limit')
        return
        ;;
    '--filter')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion flag list -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_flag_show() {
    repeating_flags=()
    non_repeating_flags=(--watch --json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=()
    non_repeating_options=(--interval --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--interval')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion flag show -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion flag show -- positional@0 "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_flag_create() {
    repeating_flags=()
    non_repeating_flags=(--on --if-not-exists -n --dry-run --exit-code --json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=(--variant --entitled-tier --prerequisite --rule)
    non_repeating_options=(--kind --description --default-variant --off-variant --rules-file --from --until --actor --reason --idempotency-key --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--kind')
        __tenantctl_add_completions -W 'boolean'$'\n''string'$'\n''number'$'\n''object'
        return
        ;;
    '--description')
        return
        ;;
    '--variant')
        return
        ;;
    '--default-variant')
        return
        ;;
    '--off-variant')
        return
        ;;
    '--entitled-tier')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion flag create -- --entitled-tier "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    '--prerequisite')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion flag create -- --prerequisite "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    '--rule')
        return
        ;;
    '--rules-file')
        __tenantctl_add_completions -f
        return
        ;;
    '--from')
        return
        ;;
    '--until')
        return
        ;;
    '--actor')
        return
        ;;
    '--reason')
        return
        ;;
    '--idempotency-key')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion flag create -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_flag_update() {
    repeating_flags=()
    non_repeating_flags=(--no-rules --all-tiers --no-schedule --kill --unkill -n --dry-run --exit-code --json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=(--variant --entitled-tier --prerequisite --rule --remove-variant --remove-prerequisite --add-rule)
    non_repeating_options=(--description --default-variant --off-variant --rules-file --from --until --if-version --actor --reason --idempotency-key --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--description')
        return
        ;;
    '--variant')
        return
        ;;
    '--default-variant')
        return
        ;;
    '--off-variant')
        return
        ;;
    '--entitled-tier')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion flag update -- --entitled-tier "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    '--prerequisite')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion flag update -- --prerequisite "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    '--rule')
        return
        ;;
    '--rules-file')
        __tenantctl_add_completions -f
        return
        ;;
    '--from')
        return
        ;;
    '--until')
        return
        ;;
    '--remove-variant')
        return
        ;;
    '--remove-prerequisite')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion flag update -- --remove-prerequisite "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    '--add-rule')
        return
        ;;
    '--if-version')
        return
        ;;
    '--actor')
        return
        ;;
    '--reason')
        return
        ;;
    '--idempotency-key')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion flag update -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion flag update -- positional@0 "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_flag_on() {
    repeating_flags=()
    non_repeating_flags=(-n --dry-run --exit-code --json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=()
    non_repeating_options=(--if-version --actor --reason --idempotency-key --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--if-version')
        return
        ;;
    '--actor')
        return
        ;;
    '--reason')
        return
        ;;
    '--idempotency-key')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion flag on -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion flag on -- positional@0 "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_flag_off() {
    repeating_flags=()
    non_repeating_flags=(-n --dry-run --exit-code --json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=()
    non_repeating_options=(--if-version --actor --reason --idempotency-key --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--if-version')
        return
        ;;
    '--actor')
        return
        ;;
    '--reason')
        return
        ;;
    '--idempotency-key')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion flag off -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion flag off -- positional@0 "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_flag_rollout() {
    repeating_flags=()
    non_repeating_flags=(--remove -n --dry-run --exit-code --json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=(--step)
    non_repeating_options=(--split --variant --by --seed --if-version --actor --reason --idempotency-key --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 2

    # Offer option value completions
    case "${prev}" in
    '--split')
        return
        ;;
    '--variant')
        return
        ;;
    '--step')
        return
        ;;
    '--by')
        return
        ;;
    '--seed')
        return
        ;;
    '--if-version')
        return
        ;;
    '--actor')
        return
        ;;
    '--reason')
        return
        ;;
    '--idempotency-key')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion flag rollout -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion flag rollout -- positional@0 "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_flag_override() {
    repeating_flags=()
    non_repeating_flags=(--clear -n --dry-run --exit-code --json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=()
    non_repeating_options=(--tenant --user --variant --expires --actor --reason --idempotency-key --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--tenant')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion flag override -- --tenant "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    '--user')
        return
        ;;
    '--variant')
        return
        ;;
    '--expires')
        return
        ;;
    '--actor')
        return
        ;;
    '--reason')
        return
        ;;
    '--idempotency-key')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion flag override -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion flag override -- positional@0 "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_flag_overrides() {
    repeating_flags=()
    non_repeating_flags=(--json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=(--sort --filter)
    non_repeating_options=(--tenant --limit --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--tenant')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion flag overrides -- --tenant "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    '--sort')
        return
        ;;
    '--limit')
        return
        ;;
    '--filter')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion flag overrides -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion flag overrides -- positional@0 "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_flag_evaluate() {
    repeating_flags=()
    non_repeating_flags=(--explain --json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=(--user-attribute --context)
    non_repeating_options=(--tenant --user --at --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--tenant')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion flag evaluate -- --tenant "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    '--user')
        return
        ;;
    '--user-attribute')
        return
        ;;
    '--context')
        return
        ;;
    '--at')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion flag evaluate -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion flag evaluate -- positional@0 "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_flag_history() {
    repeating_flags=()
    non_repeating_flags=(--oldest-first --json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=(--sort --filter)
    non_repeating_options=(--limit --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--sort')
        return
        ;;
    '--limit')
        return
        ;;
    '--filter')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion flag history -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion flag history -- positional@0 "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_flag_delete() {
    repeating_flags=()
    non_repeating_flags=(--if-exists --yes -y -n --dry-run --exit-code --json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=()
    non_repeating_options=(--if-version --actor --reason --idempotency-key --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--if-version')
        return
        ;;
    '--actor')
        return
        ;;
    '--reason')
        return
        ;;
    '--idempotency-key')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion flag delete -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion flag delete -- positional@0 "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_pool() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=()
    __tenantctl_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    list|show|create|update|drain|delete)
        # Offer subcommand argument completions
        "_tenantctl_pool_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'list show create update drain delete' -- "${cur}"))
        ;;
    esac
}

_tenantctl_pool_list() {
    repeating_flags=()
    non_repeating_flags=(--json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=(--sort --filter)
    non_repeating_options=(--limit --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--sort')
        return
        ;;
    '--limit')
        return
        ;;
    '--filter')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion pool list -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_pool_show() {
    repeating_flags=()
    non_repeating_flags=(--watch --json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=()
    non_repeating_options=(--interval --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--interval')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion pool show -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion pool show -- positional@0 "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_pool_create() {
    repeating_flags=()
    non_repeating_flags=(--if-not-exists -n --dry-run --exit-code --json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=(--label)
    non_repeating_options=(--pattern --region --capacity-tenants --capacity-units --headroom --weight --actor --reason --idempotency-key --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--pattern')
        __tenantctl_add_completions -W 'shared'$'\n''pool'$'\n''dedicated'
        return
        ;;
    '--region')
        return
        ;;
    '--capacity-tenants')
        return
        ;;
    '--capacity-units')
        return
        ;;
    '--headroom')
        return
        ;;
    '--weight')
        return
        ;;
    '--label')
        return
        ;;
    '--actor')
        return
        ;;
    '--reason')
        return
        ;;
    '--idempotency-key')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion pool create -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_pool_update() {
    repeating_flags=()
    non_repeating_flags=(--force -n --dry-run --exit-code --json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=(--label --remove-label)
    non_repeating_options=(--capacity-tenants --capacity-units --headroom --weight --if-version --actor --reason --idempotency-key --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--capacity-tenants')
        return
        ;;
    '--capacity-units')
        return
        ;;
    '--headroom')
        return
        ;;
    '--weight')
        return
        ;;
    '--label')
        return
        ;;
    '--remove-label')
        return
        ;;
    '--if-version')
        return
        ;;
    '--actor')
        return
        ;;
    '--reason')
        return
        ;;
    '--idempotency-key')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion pool update -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion pool update -- positional@0 "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_pool_drain() {
    repeating_flags=()
    non_repeating_flags=(--undo -n --dry-run --exit-code --json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=()
    non_repeating_options=(--if-version --actor --reason --idempotency-key --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--if-version')
        return
        ;;
    '--actor')
        return
        ;;
    '--reason')
        return
        ;;
    '--idempotency-key')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion pool drain -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion pool drain -- positional@0 "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_pool_delete() {
    repeating_flags=()
    non_repeating_flags=(--if-exists --yes -y -n --dry-run --exit-code --json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=()
    non_repeating_options=(--if-version --actor --reason --idempotency-key --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--if-version')
        return
        ;;
    '--actor')
        return
        ;;
    '--reason')
        return
        ;;
    '--idempotency-key')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion pool delete -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion pool delete -- positional@0 "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_instance() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=()
    __tenantctl_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    list|register|drain|retire)
        # Offer subcommand argument completions
        "_tenantctl_instance_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'list register drain retire' -- "${cur}"))
        ;;
    esac
}

_tenantctl_instance_list() {
    repeating_flags=()
    non_repeating_flags=(--json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=(--sort --filter)
    non_repeating_options=(--pool --limit --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--pool')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion instance list -- --pool "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    '--sort')
        return
        ;;
    '--limit')
        return
        ;;
    '--filter')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion instance list -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_instance_register() {
    repeating_flags=()
    non_repeating_flags=(--if-not-exists -n --dry-run --exit-code --json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=()
    non_repeating_options=(--pool --endpoint --zone --weight --capacity-tenants --capacity-units --actor --reason --idempotency-key --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--pool')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion instance register -- --pool "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    '--endpoint')
        return
        ;;
    '--zone')
        return
        ;;
    '--weight')
        return
        ;;
    '--capacity-tenants')
        return
        ;;
    '--capacity-units')
        return
        ;;
    '--actor')
        return
        ;;
    '--reason')
        return
        ;;
    '--idempotency-key')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion instance register -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_instance_drain() {
    repeating_flags=()
    non_repeating_flags=(--undo -n --dry-run --exit-code --json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=()
    non_repeating_options=(--pool --if-version --actor --reason --idempotency-key --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--pool')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion instance drain -- --pool "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    '--if-version')
        return
        ;;
    '--actor')
        return
        ;;
    '--reason')
        return
        ;;
    '--idempotency-key')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion instance drain -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion instance drain -- positional@0 "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_instance_retire() {
    repeating_flags=()
    non_repeating_flags=(--yes -y -n --dry-run --exit-code --json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=()
    non_repeating_options=(--pool --if-version --actor --reason --idempotency-key --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--pool')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion instance retire -- --pool "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    '--if-version')
        return
        ;;
    '--actor')
        return
        ;;
    '--reason')
        return
        ;;
    '--idempotency-key')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion instance retire -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion instance retire -- positional@0 "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_placement() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=()
    __tenantctl_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    show|explain)
        # Offer subcommand argument completions
        "_tenantctl_placement_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'show explain' -- "${cur}"))
        ;;
    esac
}

_tenantctl_placement_show() {
    repeating_flags=()
    non_repeating_flags=(--watch --json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=()
    non_repeating_options=(--interval --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--interval')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion placement show -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion placement show -- positional@0 "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_placement_explain() {
    repeating_flags=()
    non_repeating_flags=(--json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=(--allow-region --sort --filter)
    non_repeating_options=(--tier --region --pool --limit --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--tier')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion placement explain -- --tier "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    '--region')
        return
        ;;
    '--allow-region')
        return
        ;;
    '--pool')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion placement explain -- --pool "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    '--sort')
        return
        ;;
    '--limit')
        return
        ;;
    '--filter')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion placement explain -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion placement explain -- positional@0 "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_migration() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=()
    __tenantctl_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    plan|start|list|show)
        # Offer subcommand argument completions
        "_tenantctl_migration_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'plan start list show' -- "${cur}"))
        ;;
    esac
}

_tenantctl_migration_plan() {
    repeating_flags=()
    non_repeating_flags=(--json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=()
    non_repeating_options=(--to --instance --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--to')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion migration plan -- --to "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    '--instance')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion migration plan -- --instance "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion migration plan -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion migration plan -- positional@0 "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_migration_start() {
    repeating_flags=()
    non_repeating_flags=(-n --dry-run --exit-code --json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=()
    non_repeating_options=(--to --instance --actor --reason --idempotency-key --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--to')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion migration start -- --to "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    '--instance')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion migration start -- --instance "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    '--actor')
        return
        ;;
    '--reason')
        return
        ;;
    '--idempotency-key')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion migration start -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion migration start -- positional@0 "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_migration_list() {
    repeating_flags=()
    non_repeating_flags=(--json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=(--sort --filter)
    non_repeating_options=(--tenant --limit --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--tenant')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion migration list -- --tenant "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    '--sort')
        return
        ;;
    '--limit')
        return
        ;;
    '--filter')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion migration list -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_migration_show() {
    repeating_flags=()
    non_repeating_flags=(--json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=()
    non_repeating_options=(--store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion migration show -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_runtime() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=()
    __tenantctl_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    list)
        # Offer subcommand argument completions
        "_tenantctl_runtime_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'list' -- "${cur}"))
        ;;
    esac
}

_tenantctl_runtime_list() {
    repeating_flags=()
    non_repeating_flags=(--json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=(--sort --filter)
    non_repeating_options=(--limit --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--sort')
        return
        ;;
    '--limit')
        return
        ;;
    '--filter')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion runtime list -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_context() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=()
    __tenantctl_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    issue|verify|exchange|inspect)
        # Offer subcommand argument completions
        "_tenantctl_context_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'issue verify exchange inspect' -- "${cur}"))
        ;;
    esac
}

_tenantctl_context_issue() {
    repeating_flags=()
    non_repeating_flags=(-n --dry-run --exit-code --json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=(--purpose)
    non_repeating_options=(--from-jwt --audience --subject --life --hops --caller --bind-to --transaction --master-key-file --actor --reason --idempotency-key --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--from-jwt')
        __tenantctl_add_completions -f
        return
        ;;
    '--audience')
        return
        ;;
    '--subject')
        return
        ;;
    '--purpose')
        return
        ;;
    '--life')
        return
        ;;
    '--hops')
        return
        ;;
    '--caller')
        return
        ;;
    '--bind-to')
        return
        ;;
    '--transaction')
        return
        ;;
    '--master-key-file')
        __tenantctl_add_completions -f
        return
        ;;
    '--actor')
        return
        ;;
    '--reason')
        return
        ;;
    '--idempotency-key')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion context issue -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion context issue -- positional@0 "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_context_verify() {
    repeating_flags=()
    non_repeating_flags=(--write --cross-region --single-use -n --dry-run --exit-code --json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=()
    non_repeating_options=(--audience --peer --proof --purpose --tenant --keys --actor --reason --idempotency-key --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--audience')
        return
        ;;
    '--peer')
        return
        ;;
    '--proof')
        return
        ;;
    '--purpose')
        return
        ;;
    '--tenant')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion context verify -- --tenant "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    '--keys')
        __tenantctl_add_completions -f
        return
        ;;
    '--actor')
        return
        ;;
    '--reason')
        return
        ;;
    '--idempotency-key')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion context verify -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_context_exchange() {
    repeating_flags=()
    non_repeating_flags=(--json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=(--purpose)
    non_repeating_options=(--audience --peer --proof --for --life --caller --bind-to --master-key-file --actor --reason --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--audience')
        return
        ;;
    '--peer')
        return
        ;;
    '--proof')
        return
        ;;
    '--for')
        return
        ;;
    '--purpose')
        return
        ;;
    '--life')
        return
        ;;
    '--caller')
        return
        ;;
    '--bind-to')
        return
        ;;
    '--master-key-file')
        __tenantctl_add_completions -f
        return
        ;;
    '--actor')
        return
        ;;
    '--reason')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion context exchange -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_context_inspect() {
    repeating_flags=()
    non_repeating_flags=(--json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=()
    non_repeating_options=(--store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion context inspect -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_key() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=()
    __tenantctl_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    list|rotate|revoke|publish)
        # Offer subcommand argument completions
        "_tenantctl_key_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'list rotate revoke publish' -- "${cur}"))
        ;;
    esac
}

_tenantctl_key_list() {
    repeating_flags=()
    non_repeating_flags=(--json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=(--sort --filter)
    non_repeating_options=(--limit --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--sort')
        return
        ;;
    '--limit')
        return
        ;;
    '--filter')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion key list -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_key_rotate() {
    repeating_flags=()
    non_repeating_flags=(--force --yes -y -n --dry-run --exit-code --json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=()
    non_repeating_options=(--master-key-file --actor --reason --idempotency-key --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--master-key-file')
        __tenantctl_add_completions -f
        return
        ;;
    '--actor')
        return
        ;;
    '--reason')
        return
        ;;
    '--idempotency-key')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion key rotate -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_key_revoke() {
    repeating_flags=()
    non_repeating_flags=(-n --dry-run --exit-code --json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=()
    non_repeating_options=(--confirm --master-key-file --actor --reason --idempotency-key --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--confirm')
        return
        ;;
    '--master-key-file')
        __tenantctl_add_completions -f
        return
        ;;
    '--actor')
        return
        ;;
    '--reason')
        return
        ;;
    '--idempotency-key')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion key revoke -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion key revoke -- positional@0 "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_key_publish() {
    repeating_flags=()
    non_repeating_flags=(--force --json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=()
    non_repeating_options=(--store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion key publish -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __tenantctl_add_completions -f
        return
        ;;
    esac
}

_tenantctl_identity() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=()
    __tenantctl_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    issuer|map)
        # Offer subcommand argument completions
        "_tenantctl_identity_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'issuer map' -- "${cur}"))
        ;;
    esac
}

_tenantctl_identity_issuer() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=()
    __tenantctl_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    list|set|unset)
        # Offer subcommand argument completions
        "_tenantctl_identity_issuer_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'list set unset' -- "${cur}"))
        ;;
    esac
}

_tenantctl_identity_issuer_list() {
    repeating_flags=()
    non_repeating_flags=(--json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=(--sort --filter)
    non_repeating_options=(--limit --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--sort')
        return
        ;;
    '--limit')
        return
        ;;
    '--filter')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion identity issuer list -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_identity_issuer_set() {
    repeating_flags=()
    non_repeating_flags=(-n --dry-run --exit-code --json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=()
    non_repeating_options=(--jwks --actor --reason --idempotency-key --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--jwks')
        __tenantctl_add_completions -f
        return
        ;;
    '--actor')
        return
        ;;
    '--reason')
        return
        ;;
    '--idempotency-key')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion identity issuer set -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_identity_issuer_unset() {
    repeating_flags=()
    non_repeating_flags=(--if-exists -n --dry-run --exit-code --json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=()
    non_repeating_options=(--actor --reason --idempotency-key --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--actor')
        return
        ;;
    '--reason')
        return
        ;;
    '--idempotency-key')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion identity issuer unset -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion identity issuer unset -- positional@0 "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_identity_map() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=()
    __tenantctl_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    list|create|delete)
        # Offer subcommand argument completions
        "_tenantctl_identity_map_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'list create delete' -- "${cur}"))
        ;;
    esac
}

_tenantctl_identity_map_list() {
    repeating_flags=()
    non_repeating_flags=(--json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=(--sort --filter)
    non_repeating_options=(--limit --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--sort')
        return
        ;;
    '--limit')
        return
        ;;
    '--filter')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion identity map list -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_identity_map_create() {
    repeating_flags=()
    non_repeating_flags=(--if-not-exists -n --dry-run --exit-code --json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=()
    non_repeating_options=(--audience --claim --value --tenant --holds --actor --reason --idempotency-key --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--audience')
        return
        ;;
    '--claim')
        return
        ;;
    '--value')
        return
        ;;
    '--tenant')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion identity map create -- --tenant "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    '--holds')
        return
        ;;
    '--actor')
        return
        ;;
    '--reason')
        return
        ;;
    '--idempotency-key')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion identity map create -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion identity map create -- positional@0 "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_identity_map_delete() {
    repeating_flags=()
    non_repeating_flags=(--if-exists -n --dry-run --exit-code --json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=()
    non_repeating_options=(--audience --claim --value --tenant --holds --actor --reason --idempotency-key --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--audience')
        return
        ;;
    '--claim')
        return
        ;;
    '--value')
        return
        ;;
    '--tenant')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion identity map delete -- --tenant "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    '--holds')
        return
        ;;
    '--actor')
        return
        ;;
    '--reason')
        return
        ;;
    '--idempotency-key')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion identity map delete -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion identity map delete -- positional@0 "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_isolation() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=()
    __tenantctl_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    verify|report|sql)
        # Offer subcommand argument completions
        "_tenantctl_isolation_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'verify report sql' -- "${cur}"))
        ;;
    esac
}

_tenantctl_isolation_verify() {
    repeating_flags=()
    non_repeating_flags=(--json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=(--sort --filter)
    non_repeating_options=(--master-key-file --limit --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--master-key-file')
        __tenantctl_add_completions -f
        return
        ;;
    '--sort')
        return
        ;;
    '--limit')
        return
        ;;
    '--filter')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion isolation verify -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_isolation_report() {
    repeating_flags=()
    non_repeating_flags=(--json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=(--sort --filter)
    non_repeating_options=(--since --until --tenant --limit --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--since')
        return
        ;;
    '--until')
        return
        ;;
    '--tenant')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion isolation report -- --tenant "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    '--sort')
        return
        ;;
    '--limit')
        return
        ;;
    '--filter')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion isolation report -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_isolation_sql() {
    repeating_flags=()
    non_repeating_flags=(--json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=(--table)
    non_repeating_options=(--dialect --column --role --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--dialect')
        __tenantctl_add_completions -W 'postgres'
        return
        ;;
    '--table')
        return
        ;;
    '--column')
        return
        ;;
    '--role')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion isolation sql -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_evidence() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=()
    __tenantctl_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    verify)
        # Offer subcommand argument completions
        "_tenantctl_evidence_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'verify' -- "${cur}"))
        ;;
    esac
}

_tenantctl_evidence_verify() {
    repeating_flags=()
    non_repeating_flags=(--json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=()
    non_repeating_options=(--keys --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--keys')
        __tenantctl_add_completions -f
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion evidence verify -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __tenantctl_add_completions -f
        return
        ;;
    esac
}

_tenantctl_event() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=()
    __tenantctl_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    publish|list|tail|replay|stats|dead-letter|stream)
        # Offer subcommand argument completions
        "_tenantctl_event_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'publish list tail replay stats dead-letter stream' -- "${cur}"))
        ;;
    esac
}

_tenantctl_event_publish() {
    repeating_flags=()
    non_repeating_flags=(--cloud-event -n --dry-run --exit-code --json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=()
    non_repeating_options=(--subject --type --id --key --content-type --region --master-key-file --actor --reason --idempotency-key --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 3

    # Offer option value completions
    case "${prev}" in
    '--subject')
        return
        ;;
    '--type')
        return
        ;;
    '--id')
        return
        ;;
    '--key')
        return
        ;;
    '--content-type')
        return
        ;;
    '--region')
        return
        ;;
    '--master-key-file')
        __tenantctl_add_completions -f
        return
        ;;
    '--actor')
        return
        ;;
    '--reason')
        return
        ;;
    '--idempotency-key')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion event publish -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion event publish -- positional@0 "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_event_list() {
    repeating_flags=()
    non_repeating_flags=(--json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=(--sort --filter)
    non_repeating_options=(--after --limit --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 2

    # Offer option value completions
    case "${prev}" in
    '--after')
        return
        ;;
    '--sort')
        return
        ;;
    '--limit')
        return
        ;;
    '--filter')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion event list -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion event list -- positional@0 "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_event_tail() {
    repeating_flags=()
    non_repeating_flags=(--data --once --json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=()
    non_repeating_options=(--after --interval --master-key-file --actor --reason --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 2

    # Offer option value completions
    case "${prev}" in
    '--after')
        return
        ;;
    '--interval')
        return
        ;;
    '--master-key-file')
        __tenantctl_add_completions -f
        return
        ;;
    '--actor')
        return
        ;;
    '--reason')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion event tail -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion event tail -- positional@0 "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_event_replay() {
    repeating_flags=()
    non_repeating_flags=(-n --dry-run --exit-code --json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=()
    non_repeating_options=(--from --to --actor --reason --idempotency-key --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 2

    # Offer option value completions
    case "${prev}" in
    '--from')
        return
        ;;
    '--to')
        return
        ;;
    '--actor')
        return
        ;;
    '--reason')
        return
        ;;
    '--idempotency-key')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion event replay -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion event replay -- positional@0 "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_event_stats() {
    repeating_flags=()
    non_repeating_flags=(--watch --json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=(--sort --filter)
    non_repeating_options=(--interval --limit --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--interval')
        return
        ;;
    '--sort')
        return
        ;;
    '--limit')
        return
        ;;
    '--filter')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion event stats -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion event stats -- positional@0 "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_event_dead-letter() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=()
    __tenantctl_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    list|retry|discard)
        # Offer subcommand argument completions
        "_tenantctl_event_dead-letter_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'list retry discard' -- "${cur}"))
        ;;
    esac
}

_tenantctl_event_dead-letter_list() {
    repeating_flags=()
    non_repeating_flags=(--json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=(--sort --filter)
    non_repeating_options=(--subscription --limit --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--subscription')
        return
        ;;
    '--sort')
        return
        ;;
    '--limit')
        return
        ;;
    '--filter')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion event dead-letter list -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion event dead-letter list -- positional@0 "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_event_dead-letter_retry() {
    repeating_flags=()
    non_repeating_flags=(-n --dry-run --exit-code --json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=()
    non_repeating_options=(--from --to --actor --reason --idempotency-key --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 2

    # Offer option value completions
    case "${prev}" in
    '--from')
        return
        ;;
    '--to')
        return
        ;;
    '--actor')
        return
        ;;
    '--reason')
        return
        ;;
    '--idempotency-key')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion event dead-letter retry -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion event dead-letter retry -- positional@0 "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_event_dead-letter_discard() {
    repeating_flags=()
    non_repeating_flags=(--yes -y -n --dry-run --exit-code --json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=()
    non_repeating_options=(--from --to --actor --reason --idempotency-key --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 2

    # Offer option value completions
    case "${prev}" in
    '--from')
        return
        ;;
    '--to')
        return
        ;;
    '--actor')
        return
        ;;
    '--reason')
        return
        ;;
    '--idempotency-key')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion event dead-letter discard -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion event dead-letter discard -- positional@0 "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_event_stream() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=()
    __tenantctl_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    update)
        # Offer subcommand argument completions
        "_tenantctl_event_stream_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'update' -- "${cur}"))
        ;;
    esac
}

_tenantctl_event_stream_update() {
    repeating_flags=()
    non_repeating_flags=(--any-region -n --dry-run --exit-code --json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=(--region)
    non_repeating_options=(--backlog --retention --actor --reason --idempotency-key --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 2

    # Offer option value completions
    case "${prev}" in
    '--region')
        return
        ;;
    '--backlog')
        return
        ;;
    '--retention')
        return
        ;;
    '--actor')
        return
        ;;
    '--reason')
        return
        ;;
    '--idempotency-key')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion event stream update -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion event stream update -- positional@0 "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_subscription() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=()
    __tenantctl_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    list|show|create|delete)
        # Offer subcommand argument completions
        "_tenantctl_subscription_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'list show create delete' -- "${cur}"))
        ;;
    esac
}

_tenantctl_subscription_list() {
    repeating_flags=()
    non_repeating_flags=(--watch --json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=(--sort --filter)
    non_repeating_options=(--interval --limit --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--interval')
        return
        ;;
    '--sort')
        return
        ;;
    '--limit')
        return
        ;;
    '--filter')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion subscription list -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion subscription list -- positional@0 "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_subscription_show() {
    repeating_flags=()
    non_repeating_flags=(--json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=()
    non_repeating_options=(--store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 2

    # Offer option value completions
    case "${prev}" in
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion subscription show -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion subscription show -- positional@0 "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_subscription_create() {
    repeating_flags=()
    non_repeating_flags=(--from-start -n --dry-run --exit-code --json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=()
    non_repeating_options=(--pattern --attempts --first-wait --longest-wait --window --actor --reason --idempotency-key --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 3

    # Offer option value completions
    case "${prev}" in
    '--pattern')
        return
        ;;
    '--attempts')
        return
        ;;
    '--first-wait')
        return
        ;;
    '--longest-wait')
        return
        ;;
    '--window')
        return
        ;;
    '--actor')
        return
        ;;
    '--reason')
        return
        ;;
    '--idempotency-key')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion subscription create -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion subscription create -- positional@0 "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_subscription_delete() {
    repeating_flags=()
    non_repeating_flags=(-n --dry-run --exit-code --json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=()
    non_repeating_options=(--confirm --actor --reason --idempotency-key --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 2

    # Offer option value completions
    case "${prev}" in
    '--confirm')
        return
        ;;
    '--actor')
        return
        ;;
    '--reason')
        return
        ;;
    '--idempotency-key')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion subscription delete -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion subscription delete -- positional@0 "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_grant() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=()
    __tenantctl_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    list|create|accept|revoke)
        # Offer subcommand argument completions
        "_tenantctl_grant_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'list create accept revoke' -- "${cur}"))
        ;;
    esac
}

_tenantctl_grant_list() {
    repeating_flags=()
    non_repeating_flags=(--json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=(--sort --filter)
    non_repeating_options=(--limit --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--sort')
        return
        ;;
    '--limit')
        return
        ;;
    '--filter')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion grant list -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion grant list -- positional@0 "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_grant_create() {
    repeating_flags=()
    non_repeating_flags=(-n --dry-run --exit-code --json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=()
    non_repeating_options=(--pattern --purpose --until --actor --reason --idempotency-key --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 3

    # Offer option value completions
    case "${prev}" in
    '--pattern')
        return
        ;;
    '--purpose')
        return
        ;;
    '--until')
        return
        ;;
    '--actor')
        return
        ;;
    '--reason')
        return
        ;;
    '--idempotency-key')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion grant create -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion grant create -- positional@0 "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    2)
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion grant create -- positional@1 "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_grant_accept() {
    repeating_flags=()
    non_repeating_flags=(-n --dry-run --exit-code --json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=()
    non_repeating_options=(--into --actor --reason --idempotency-key --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 2

    # Offer option value completions
    case "${prev}" in
    '--into')
        return
        ;;
    '--actor')
        return
        ;;
    '--reason')
        return
        ;;
    '--idempotency-key')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion grant accept -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion grant accept -- positional@0 "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_grant_revoke() {
    repeating_flags=()
    non_repeating_flags=(--yes -y -n --dry-run --exit-code --json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=()
    non_repeating_options=(--actor --reason --idempotency-key --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 2

    # Offer option value completions
    case "${prev}" in
    '--actor')
        return
        ;;
    '--reason')
        return
        ;;
    '--idempotency-key')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion grant revoke -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion grant revoke -- positional@0 "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_usage() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=()
    __tenantctl_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    ingest|show|top|list|meters|verify|export)
        # Offer subcommand argument completions
        "_tenantctl_usage_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'ingest show top list meters verify export' -- "${cur}"))
        ;;
    esac
}

_tenantctl_usage_ingest() {
    repeating_flags=()
    non_repeating_flags=(--backfill --keep-going --atomic -n --dry-run --exit-code --json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=(--map)
    non_repeating_options=(--format --delimiter --tenant-by --source --actor --reason --idempotency-key --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--format')
        __tenantctl_add_completions -W 'csv'$'\n''cloudevents'$'\n''access-log'
        return
        ;;
    '--map')
        return
        ;;
    '--delimiter')
        return
        ;;
    '--tenant-by')
        __tenantctl_add_completions -W 'any'$'\n''id'$'\n''slug'$'\n''external'
        return
        ;;
    '--source')
        return
        ;;
    '--actor')
        return
        ;;
    '--reason')
        return
        ;;
    '--idempotency-key')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion usage ingest -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __tenantctl_add_completions -f
        return
        ;;
    esac
}

_tenantctl_usage_show() {
    repeating_flags=()
    non_repeating_flags=(--watch --json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=(--sort --filter)
    non_repeating_options=(--by --meter --period --from --until --limit --interval --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--by')
        __tenantctl_add_completions -W 'hour'$'\n''day'$'\n''month'
        return
        ;;
    '--meter')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion usage show -- --meter "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    '--period')
        return
        ;;
    '--from')
        return
        ;;
    '--until')
        return
        ;;
    '--sort')
        return
        ;;
    '--limit')
        return
        ;;
    '--filter')
        return
        ;;
    '--interval')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion usage show -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion usage show -- positional@0 "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_usage_top() {
    repeating_flags=()
    non_repeating_flags=(--watch --json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=()
    non_repeating_options=(--limit --meter --period --from --until --interval --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--limit')
        return
        ;;
    '--meter')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion usage top -- --meter "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    '--period')
        return
        ;;
    '--from')
        return
        ;;
    '--until')
        return
        ;;
    '--interval')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion usage top -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_usage_list() {
    repeating_flags=()
    non_repeating_flags=(--json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=(--sort --filter)
    non_repeating_options=(--source --meter --period --from --until --limit --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--source')
        return
        ;;
    '--meter')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion usage list -- --meter "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    '--period')
        return
        ;;
    '--from')
        return
        ;;
    '--until')
        return
        ;;
    '--sort')
        return
        ;;
    '--limit')
        return
        ;;
    '--filter')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion usage list -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion usage list -- positional@0 "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_usage_meters() {
    repeating_flags=()
    non_repeating_flags=(--json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=(--sort --filter)
    non_repeating_options=(--limit --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--sort')
        return
        ;;
    '--limit')
        return
        ;;
    '--filter')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion usage meters -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_usage_verify() {
    repeating_flags=()
    non_repeating_flags=(--json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=()
    non_repeating_options=(--store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion usage verify -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_usage_export() {
    repeating_flags=()
    non_repeating_flags=(--events --by-slug --json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=()
    non_repeating_options=(--tenant --by --meter --period --from --until --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--tenant')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion usage export -- --tenant "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    '--by')
        __tenantctl_add_completions -W 'hour'$'\n''day'$'\n''month'
        return
        ;;
    '--meter')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion usage export -- --meter "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    '--period')
        return
        ;;
    '--from')
        return
        ;;
    '--until')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion usage export -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_cost() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=()
    __tenantctl_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    import|bill|rule|attribute|report|explain)
        # Offer subcommand argument completions
        "_tenantctl_cost_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'import bill rule attribute report explain' -- "${cur}"))
        ;;
    esac
}

_tenantctl_cost_import() {
    repeating_flags=()
    non_repeating_flags=(--replace --yes -y -n --dry-run --exit-code --json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=(--map)
    non_repeating_options=(--format --bill --cost --actor --reason --idempotency-key --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--format')
        __tenantctl_add_completions -W 'focus'$'\n''csv'
        return
        ;;
    '--bill')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion cost import -- --bill "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    '--cost')
        __tenantctl_add_completions -W 'billed'$'\n''effective'
        return
        ;;
    '--map')
        return
        ;;
    '--actor')
        return
        ;;
    '--reason')
        return
        ;;
    '--idempotency-key')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion cost import -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __tenantctl_add_completions -f
        return
        ;;
    esac
}

_tenantctl_cost_bill() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=()
    __tenantctl_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    list)
        # Offer subcommand argument completions
        "_tenantctl_cost_bill_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'list' -- "${cur}"))
        ;;
    esac
}

_tenantctl_cost_bill_list() {
    repeating_flags=()
    non_repeating_flags=(--json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=(--sort --filter)
    non_repeating_options=(--limit --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--sort')
        return
        ;;
    '--limit')
        return
        ;;
    '--filter')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion cost bill list -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_cost_rule() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=()
    __tenantctl_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    list|set|unset)
        # Offer subcommand argument completions
        "_tenantctl_cost_rule_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'list set unset' -- "${cur}"))
        ;;
    esac
}

_tenantctl_cost_rule_list() {
    repeating_flags=()
    non_repeating_flags=(--json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=(--sort --filter)
    non_repeating_options=(--limit --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--sort')
        return
        ;;
    '--limit')
        return
        ;;
    '--filter')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion cost rule list -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_cost_rule_set() {
    repeating_flags=()
    non_repeating_flags=(-n --dry-run --exit-code --json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=(--match --share)
    non_repeating_options=(--method --priority --owner --field --meter --usage-period --capacity --by --if-version --actor --reason --idempotency-key --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--method')
        __tenantctl_add_completions -W 'direct'$'\n''proportional'$'\n''even'$'\n''fixed'
        return
        ;;
    '--match')
        return
        ;;
    '--priority')
        return
        ;;
    '--owner')
        return
        ;;
    '--field')
        return
        ;;
    '--meter')
        return
        ;;
    '--usage-period')
        return
        ;;
    '--capacity')
        return
        ;;
    '--by')
        __tenantctl_add_completions -W 'time'$'\n''head'
        return
        ;;
    '--share')
        return
        ;;
    '--if-version')
        return
        ;;
    '--actor')
        return
        ;;
    '--reason')
        return
        ;;
    '--idempotency-key')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion cost rule set -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion cost rule set -- positional@0 "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_cost_rule_unset() {
    repeating_flags=()
    non_repeating_flags=(--if-exists -n --dry-run --exit-code --json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=()
    non_repeating_options=(--if-version --actor --reason --idempotency-key --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--if-version')
        return
        ;;
    '--actor')
        return
        ;;
    '--reason')
        return
        ;;
    '--idempotency-key')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion cost rule unset -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion cost rule unset -- positional@0 "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_cost_attribute() {
    repeating_flags=()
    non_repeating_flags=(--force -n --dry-run --exit-code --json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=()
    non_repeating_options=(--period --actor --reason --idempotency-key --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--period')
        return
        ;;
    '--actor')
        return
        ;;
    '--reason')
        return
        ;;
    '--idempotency-key')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion cost attribute -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_cost_report() {
    repeating_flags=()
    non_repeating_flags=(--force --json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=(--sort --filter)
    non_repeating_options=(--by --period --html --limit --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--by')
        __tenantctl_add_completions -W 'tenant'$'\n''service'$'\n''tier'$'\n''pool'$'\n''period'
        return
        ;;
    '--period')
        return
        ;;
    '--html')
        __tenantctl_add_completions -o plusdirs -fX '!*.@(html)'
        return
        ;;
    '--sort')
        return
        ;;
    '--limit')
        return
        ;;
    '--filter')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion cost report -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_cost_explain() {
    repeating_flags=()
    non_repeating_flags=(--summary --json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=(--sort --filter)
    non_repeating_options=(--reason --period --limit --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--reason')
        __tenantctl_add_completions -W 'no-rule'$'\n''no-owner'$'\n''zero-weight'$'\n''unassigned-share'$'\n''idle'$'\n''not-attributed'
        return
        ;;
    '--period')
        return
        ;;
    '--sort')
        return
        ;;
    '--limit')
        return
        ;;
    '--filter')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion cost explain -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion cost explain -- positional@0 "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_simulate() {
    repeating_flags=()
    non_repeating_flags=(--keep-going --force --json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=(--allowance --sort --filter)
    non_repeating_options=(--tenants --pattern --hours --seed --tier-mix --replay --tenant-by --quota --mode --by --html --limit --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--tenants')
        return
        ;;
    '--pattern')
        __tenantctl_add_completions -W 'steady'$'\n''diurnal'$'\n''burst'$'\n''noisy-neighbour'$'\n''mix'
        return
        ;;
    '--hours')
        return
        ;;
    '--seed')
        return
        ;;
    '--tier-mix')
        return
        ;;
    '--replay')
        __tenantctl_add_completions -o plusdirs -fX '!*.@(log)'
        return
        ;;
    '--tenant-by')
        __tenantctl_add_completions -W 'any'$'\n''id'$'\n''slug'$'\n''external'
        return
        ;;
    '--quota')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion simulate -- --quota "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    '--allowance')
        return
        ;;
    '--mode')
        __tenantctl_add_completions -W 'bucket'$'\n''hard'$'\n''rolling'
        return
        ;;
    '--by')
        __tenantctl_add_completions -W 'tier'$'\n''tenant'$'\n''time'
        return
        ;;
    '--html')
        __tenantctl_add_completions -o plusdirs -fX '!*.@(html)'
        return
        ;;
    '--sort')
        return
        ;;
    '--limit')
        return
        ;;
    '--filter')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion simulate -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_init() {
    repeating_flags=()
    non_repeating_flags=(--bare --if-not-exists -n --dry-run --exit-code --json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=()
    non_repeating_options=(--master-key-file --actor --reason --idempotency-key --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--master-key-file')
        __tenantctl_add_completions -f
        return
        ;;
    '--actor')
        return
        ;;
    '--reason')
        return
        ;;
    '--idempotency-key')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion init -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_upgrade() {
    repeating_flags=()
    non_repeating_flags=(-n --dry-run --exit-code --json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=()
    non_repeating_options=(--backup --actor --reason --idempotency-key --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--backup')
        __tenantctl_add_completions -f
        return
        ;;
    '--actor')
        return
        ;;
    '--reason')
        return
        ;;
    '--idempotency-key')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion upgrade -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_backup() {
    repeating_flags=()
    non_repeating_flags=(--force --json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=()
    non_repeating_options=(--actor --reason --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--actor')
        return
        ;;
    '--reason')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion backup -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __tenantctl_add_completions -f
        return
        ;;
    esac
}

_tenantctl_restore() {
    repeating_flags=()
    non_repeating_flags=(--accept-unknown-erasures --yes -y -n --dry-run --exit-code --json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=()
    non_repeating_options=(--actor --reason --idempotency-key --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--actor')
        return
        ;;
    '--reason')
        return
        ;;
    '--idempotency-key')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion restore -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __tenantctl_add_completions -f
        return
        ;;
    esac
}

_tenantctl_status() {
    repeating_flags=()
    non_repeating_flags=(--watch --json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=()
    non_repeating_options=(--interval --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--interval')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion status -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_doctor() {
    repeating_flags=()
    non_repeating_flags=(--report --json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=(--sort --filter)
    non_repeating_options=(--limit --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--sort')
        return
        ;;
    '--limit')
        return
        ;;
    '--filter')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion doctor -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_journal() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=()
    __tenantctl_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    list|verify)
        # Offer subcommand argument completions
        "_tenantctl_journal_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'list verify' -- "${cur}"))
        ;;
    esac
}

_tenantctl_journal_list() {
    repeating_flags=()
    non_repeating_flags=(--oldest-first --json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=(--sort --filter)
    non_repeating_options=(--tenant --kind --key --actor --since --until --limit --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--tenant')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion journal list -- --tenant "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    '--kind')
        return
        ;;
    '--key')
        return
        ;;
    '--actor')
        return
        ;;
    '--since')
        return
        ;;
    '--until')
        return
        ;;
    '--sort')
        return
        ;;
    '--limit')
        return
        ;;
    '--filter')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion journal list -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_journal_verify() {
    repeating_flags=()
    non_repeating_flags=(--json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=()
    non_repeating_options=(--store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion journal verify -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_help() {
    repeating_flags=()
    non_repeating_flags=(--json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=()
    non_repeating_options=(--store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion help -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    *)
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion help -- positional@0 "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_config() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=()
    __tenantctl_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    show)
        # Offer subcommand argument completions
        "_tenantctl_config_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'show' -- "${cur}"))
        ;;
    esac
}

_tenantctl_config_show() {
    repeating_flags=()
    non_repeating_flags=(--origin --json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=(--sort --filter)
    non_repeating_options=(--limit --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--sort')
        return
        ;;
    '--limit')
        return
        ;;
    '--filter')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion config show -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_error() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=()
    __tenantctl_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    list|show)
        # Offer subcommand argument completions
        "_tenantctl_error_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'list show' -- "${cur}"))
        ;;
    esac
}

_tenantctl_error_list() {
    repeating_flags=()
    non_repeating_flags=(--json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=(--sort --filter)
    non_repeating_options=(--limit --store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--sort')
        return
        ;;
    '--limit')
        return
        ;;
    '--filter')
        return
        ;;
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion error list -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_error_show() {
    repeating_flags=()
    non_repeating_flags=(--json --no-header --quiet -q --no-input --no-pager --verbose --project --version -h --help)
    repeating_options=()
    non_repeating_options=(--store -o --output --fields --color --progress --busy-timeout --profile)
    __tenantctl_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--store')
        __tenantctl_add_completions -f
        return
        ;;
    '-o'|'--output')
        __tenantctl_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''yaml'
        return
        ;;
    '--fields')
        return
        ;;
    '--color')
        __tenantctl_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--progress')
        __tenantctl_add_completions -W 'auto'$'\n''plain'$'\n''none'
        return
        ;;
    '--busy-timeout')
        return
        ;;
    '--profile')
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion error show -- --profile "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __tenantctl_add_completions -W 'usage'$'\n''confirmation.required'$'\n''aborted'$'\n''internal'$'\n''store.missing'$'\n''store.exists'$'\n''store.corrupt'$'\n''store.foreign'$'\n''store.newer_schema'$'\n''store.older_schema'$'\n''store.read_only'$'\n''store.busy'$'\n''store.full'$'\n''store.io'$'\n''store.unhealthy'$'\n''file.unreadable'$'\n''file.unwritable'$'\n''file.exists'$'\n''not_found'$'\n''already_exists'$'\n''version.mismatch'$'\n''in_use'$'\n''invalid_value'$'\n''invalid_row'$'\n''overflow'$'\n''partial'$'\n''idempotency.mismatch'$'\n''journal.broken'$'\n''tenant.not_found'$'\n''tenant.exists'$'\n''tenant.slug_taken'$'\n''tenant.external_id_taken'$'\n''tenant.illegal_transition'$'\n''tenant.inactive'$'\n''tier.not_found'$'\n''pool.not_found'$'\n''instance.not_found'$'\n''placement.impossible'$'\n''placement.residency'$'\n''placement.capacity'$'\n''migration.not_found'$'\n''migration.refused'$'\n''quota.not_found'$'\n''quota.exceeded'$'\n''runtime.closed'$'\n''flag.not_found'$'\n''flag.cycle'$'\n''flag.unknown_variant'$'\n''flag.type_mismatch'$'\n''context.refused'$'\n''context.missing'$'\n''isolation.violation'$'\n''identity.refused'$'\n''key.not_found'$'\n''key.master_unusable'$'\n''event.refused'$'\n''event.backlog_full'$'\n''subscription.not_found'$'\n''grant.not_found'$'\n''seal.refused'$'\n''database.refused'$'\n''tenant.held'$'\n''evidence.refused'$'\n''isolation.broken'$'\n''usage.conflict'$'\n''usage.mismatch'$'\n''usage.unknown_meter'$'\n''cost.rule_not_found'$'\n''cost.not_attributed'$'\n''cost.currency_mismatch'
        return
        ;;
    esac
}

_tenantctl_help() {
    repeating_flags=()
    non_repeating_flags=(--version)
    repeating_options=()
    non_repeating_options=()
    __tenantctl_offer_flags_options -1
}

complete -o filenames -F _tenantctl tenantctl
