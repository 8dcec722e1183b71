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
    local -a non_repeating_flags=(--json --no-header --quiet -q --no-input --verbose --version -h --help)
    local -a repeating_options=()
    local -a non_repeating_options=(--store -o --output --fields --color --progress --busy-timeout)
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
    esac

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    tenant|tier|flag|cost|init|upgrade|backup|restore|doctor|journal|help)
        # Offer subcommand argument completions
        "_tenantctl_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'tenant tier flag cost init upgrade backup restore doctor journal help' -- "${cur}"))
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
    non_repeating_flags=(--if-not-exists -n --dry-run --exit-code --json --no-header --quiet -q --no-input --verbose --version -h --help)
    repeating_options=(--allow-region --label --external-id)
    non_repeating_options=(--tier --region --name --contact --time-zone --billing-day --pool --actor --reason --idempotency-key --store -o --output --fields --color --progress --busy-timeout)
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
    esac
}

_tenantctl_tenant_list() {
    repeating_flags=()
    non_repeating_flags=(--json --no-header --quiet -q --no-input --verbose --version -h --help)
    repeating_options=(--state --label --sort --filter)
    non_repeating_options=(--tier --region --limit --store -o --output --fields --color --progress --busy-timeout)
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
    esac
}

_tenantctl_tenant_show() {
    repeating_flags=()
    non_repeating_flags=(--json --no-header --quiet -q --no-input --verbose --version -h --help)
    repeating_options=()
    non_repeating_options=(--store -o --output --fields --color --progress --busy-timeout)
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
    non_repeating_flags=(-n --dry-run --exit-code --json --no-header --quiet -q --no-input --verbose --version -h --help)
    repeating_options=(--allow-region --label --remove-label --external-id --remove-external-id)
    non_repeating_options=(--name --tier --region --contact --time-zone --billing-day --if-version --actor --reason --idempotency-key --store -o --output --fields --color --progress --busy-timeout)
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
    non_repeating_flags=(-n --dry-run --exit-code --json --no-header --quiet -q --no-input --verbose --version -h --help)
    repeating_options=()
    non_repeating_options=(--if-version --actor --reason --idempotency-key --store -o --output --fields --color --progress --busy-timeout)
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
    non_repeating_flags=(-n --dry-run --exit-code --json --no-header --quiet -q --no-input --verbose --version -h --help)
    repeating_options=()
    non_repeating_options=(--if-version --actor --reason --idempotency-key --store -o --output --fields --color --progress --busy-timeout)
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
    non_repeating_flags=(--no-export --force -n --dry-run --exit-code --json --no-header --quiet -q --no-input --verbose --version -h --help)
    repeating_options=()
    non_repeating_options=(--export --confirm --actor --reason --idempotency-key --store -o --output --fields --color --progress --busy-timeout)
    __tenantctl_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--export')
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
    non_repeating_flags=(--keep-going --if-not-exists -n --dry-run --exit-code --json --no-header --quiet -q --no-input --verbose --version -h --help)
    repeating_options=()
    non_repeating_options=(--format --tier --region --actor --reason --idempotency-key --store -o --output --fields --color --progress --busy-timeout)
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
    non_repeating_flags=(--force --json --no-header --quiet -q --no-input --verbose --version -h --help)
    repeating_options=()
    non_repeating_options=(--store -o --output --fields --color --progress --busy-timeout)
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
    list|show|create|update|delete)
        # Offer subcommand argument completions
        "_tenantctl_tier_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'list show create update delete' -- "${cur}"))
        ;;
    esac
}

_tenantctl_tier_list() {
    repeating_flags=()
    non_repeating_flags=(--json --no-header --quiet -q --no-input --verbose --version -h --help)
    repeating_options=(--sort --filter)
    non_repeating_options=(--limit --store -o --output --fields --color --progress --busy-timeout)
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
    esac
}

_tenantctl_tier_show() {
    repeating_flags=()
    non_repeating_flags=(--json --no-header --quiet -q --no-input --verbose --version -h --help)
    repeating_options=()
    non_repeating_options=(--store -o --output --fields --color --progress --busy-timeout)
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
    non_repeating_flags=(--if-not-exists -n --dry-run --exit-code --json --no-header --quiet -q --no-input --verbose --version -h --help)
    repeating_options=(--entitlement)
    non_repeating_options=(--summary --weight --isolation --actor --reason --idempotency-key --store -o --output --fields --color --progress --busy-timeout)
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
    esac
}

_tenantctl_tier_update() {
    repeating_flags=()
    non_repeating_flags=(-n --dry-run --exit-code --json --no-header --quiet -q --no-input --verbose --version -h --help)
    repeating_options=(--add-entitlement --remove-entitlement)
    non_repeating_options=(--summary --weight --isolation --if-version --actor --reason --idempotency-key --store -o --output --fields --color --progress --busy-timeout)
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
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion tier update -- positional@0 "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_tier_delete() {
    repeating_flags=()
    non_repeating_flags=(--if-exists --yes -y -n --dry-run --exit-code --json --no-header --quiet -q --no-input --verbose --version -h --help)
    repeating_options=()
    non_repeating_options=(--if-version --actor --reason --idempotency-key --store -o --output --fields --color --progress --busy-timeout)
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
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion tier delete -- positional@0 "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
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
    non_repeating_flags=(--json --no-header --quiet -q --no-input --verbose --version -h --help)
    repeating_options=(--sort --filter)
    non_repeating_options=(--limit --store -o --output --fields --color --progress --busy-timeout)
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
    esac
}

_tenantctl_flag_show() {
    repeating_flags=()
    non_repeating_flags=(--json --no-header --quiet -q --no-input --verbose --version -h --help)
    repeating_options=()
    non_repeating_options=(--store -o --output --fields --color --progress --busy-timeout)
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
    non_repeating_flags=(--on --if-not-exists -n --dry-run --exit-code --json --no-header --quiet -q --no-input --verbose --version -h --help)
    repeating_options=(--variant --entitled-tier --prerequisite --rule)
    non_repeating_options=(--kind --description --default-variant --off-variant --rules-file --from --until --actor --reason --idempotency-key --store -o --output --fields --color --progress --busy-timeout)
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
    esac
}

_tenantctl_flag_update() {
    repeating_flags=()
    non_repeating_flags=(--no-rules --all-tiers --no-schedule --kill --unkill -n --dry-run --exit-code --json --no-header --quiet -q --no-input --verbose --version -h --help)
    repeating_options=(--variant --entitled-tier --prerequisite --rule --remove-variant --remove-prerequisite --add-rule)
    non_repeating_options=(--description --default-variant --off-variant --rules-file --from --until --if-version --actor --reason --idempotency-key --store -o --output --fields --color --progress --busy-timeout)
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
    non_repeating_flags=(-n --dry-run --exit-code --json --no-header --quiet -q --no-input --verbose --version -h --help)
    repeating_options=()
    non_repeating_options=(--if-version --actor --reason --idempotency-key --store -o --output --fields --color --progress --busy-timeout)
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
    non_repeating_flags=(-n --dry-run --exit-code --json --no-header --quiet -q --no-input --verbose --version -h --help)
    repeating_options=()
    non_repeating_options=(--if-version --actor --reason --idempotency-key --store -o --output --fields --color --progress --busy-timeout)
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
    non_repeating_flags=(--remove -n --dry-run --exit-code --json --no-header --quiet -q --no-input --verbose --version -h --help)
    repeating_options=(--step)
    non_repeating_options=(--split --variant --by --seed --if-version --actor --reason --idempotency-key --store -o --output --fields --color --progress --busy-timeout)
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
    non_repeating_flags=(--clear -n --dry-run --exit-code --json --no-header --quiet -q --no-input --verbose --version -h --help)
    repeating_options=()
    non_repeating_options=(--tenant --user --variant --expires --actor --reason --idempotency-key --store -o --output --fields --color --progress --busy-timeout)
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
    non_repeating_flags=(--json --no-header --quiet -q --no-input --verbose --version -h --help)
    repeating_options=(--sort --filter)
    non_repeating_options=(--tenant --limit --store -o --output --fields --color --progress --busy-timeout)
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
    non_repeating_flags=(--explain --json --no-header --quiet -q --no-input --verbose --version -h --help)
    repeating_options=(--user-attribute --context)
    non_repeating_options=(--tenant --user --at --store -o --output --fields --color --progress --busy-timeout)
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
    non_repeating_flags=(--oldest-first --json --no-header --quiet -q --no-input --verbose --version -h --help)
    repeating_options=(--sort --filter)
    non_repeating_options=(--limit --store -o --output --fields --color --progress --busy-timeout)
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
    non_repeating_flags=(--if-exists --yes -y -n --dry-run --exit-code --json --no-header --quiet -q --no-input --verbose --version -h --help)
    repeating_options=()
    non_repeating_options=(--if-version --actor --reason --idempotency-key --store -o --output --fields --color --progress --busy-timeout)
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
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion flag delete -- positional@0 "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
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
    non_repeating_flags=(--replace --yes -y -n --dry-run --exit-code --json --no-header --quiet -q --no-input --verbose --version -h --help)
    repeating_options=(--map)
    non_repeating_options=(--format --bill --cost --actor --reason --idempotency-key --store -o --output --fields --color --progress --busy-timeout)
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
    non_repeating_flags=(--json --no-header --quiet -q --no-input --verbose --version -h --help)
    repeating_options=(--sort --filter)
    non_repeating_options=(--limit --store -o --output --fields --color --progress --busy-timeout)
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
    non_repeating_flags=(--json --no-header --quiet -q --no-input --verbose --version -h --help)
    repeating_options=(--sort --filter)
    non_repeating_options=(--limit --store -o --output --fields --color --progress --busy-timeout)
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
    esac
}

_tenantctl_cost_rule_set() {
    repeating_flags=()
    non_repeating_flags=(-n --dry-run --exit-code --json --no-header --quiet -q --no-input --verbose --version -h --help)
    repeating_options=(--match --share)
    non_repeating_options=(--method --priority --owner --field --meter --usage-period --capacity --by --if-version --actor --reason --idempotency-key --store -o --output --fields --color --progress --busy-timeout)
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
    non_repeating_flags=(--if-exists -n --dry-run --exit-code --json --no-header --quiet -q --no-input --verbose --version -h --help)
    repeating_options=()
    non_repeating_options=(--if-version --actor --reason --idempotency-key --store -o --output --fields --color --progress --busy-timeout)
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
    non_repeating_flags=(--force -n --dry-run --exit-code --json --no-header --quiet -q --no-input --verbose --version -h --help)
    repeating_options=()
    non_repeating_options=(--period --actor --reason --idempotency-key --store -o --output --fields --color --progress --busy-timeout)
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
    esac
}

_tenantctl_cost_report() {
    repeating_flags=()
    non_repeating_flags=(--json --no-header --quiet -q --no-input --verbose --version -h --help)
    repeating_options=(--sort --filter)
    non_repeating_options=(--by --period --limit --store -o --output --fields --color --progress --busy-timeout)
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
    esac
}

_tenantctl_cost_explain() {
    repeating_flags=()
    non_repeating_flags=(--summary --json --no-header --quiet -q --no-input --verbose --version -h --help)
    repeating_options=(--sort --filter)
    non_repeating_options=(--reason --period --limit --store -o --output --fields --color --progress --busy-timeout)
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
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __tenantctl_add_completions -W "$(__tenantctl_custom_complete ---completion cost explain -- positional@0 "${COMP_CWORD}" "$(__tenantctl_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tenantctl_init() {
    repeating_flags=()
    non_repeating_flags=(--bare --if-not-exists -n --dry-run --exit-code --json --no-header --quiet -q --no-input --verbose --version -h --help)
    repeating_options=()
    non_repeating_options=(--actor --reason --idempotency-key --store -o --output --fields --color --progress --busy-timeout)
    __tenantctl_offer_flags_options 0

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
    esac
}

_tenantctl_upgrade() {
    repeating_flags=()
    non_repeating_flags=(-n --dry-run --exit-code --json --no-header --quiet -q --no-input --verbose --version -h --help)
    repeating_options=()
    non_repeating_options=(--backup --actor --reason --idempotency-key --store -o --output --fields --color --progress --busy-timeout)
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
    esac
}

_tenantctl_backup() {
    repeating_flags=()
    non_repeating_flags=(--force --json --no-header --quiet -q --no-input --verbose --version -h --help)
    repeating_options=()
    non_repeating_options=(--store -o --output --fields --color --progress --busy-timeout)
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
    non_repeating_flags=(--yes -y -n --dry-run --exit-code --json --no-header --quiet -q --no-input --verbose --version -h --help)
    repeating_options=()
    non_repeating_options=(--actor --reason --idempotency-key --store -o --output --fields --color --progress --busy-timeout)
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
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __tenantctl_add_completions -f
        return
        ;;
    esac
}

_tenantctl_doctor() {
    repeating_flags=()
    non_repeating_flags=(--json --no-header --quiet -q --no-input --verbose --version -h --help)
    repeating_options=()
    non_repeating_options=(--store -o --output --fields --color --progress --busy-timeout)
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
    non_repeating_flags=(--oldest-first --json --no-header --quiet -q --no-input --verbose --version -h --help)
    repeating_options=(--sort --filter)
    non_repeating_options=(--tenant --kind --key --actor --since --until --limit --store -o --output --fields --color --progress --busy-timeout)
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
    esac
}

_tenantctl_journal_verify() {
    repeating_flags=()
    non_repeating_flags=(--json --no-header --quiet -q --no-input --verbose --version -h --help)
    repeating_options=()
    non_repeating_options=(--store -o --output --fields --color --progress --busy-timeout)
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
