#!/usr/bin/env bash
# Configures a running domain of Payara Server for Portrait and deploys portrait.war on it; see README.md.
# You can run it again: it updates the given settings, keeps the others, and redeploys the application.
set -euo pipefail

: "${ASADMIN:=asadmin}" "${ADMIN_HOST:=localhost}" "${ADMIN_PORT:=4848}" "${ADMIN_USER:=admin}"
: "${WAR:=portrait.war}" "${CONTEXT_ROOT:=/}" "${POOL_MIN:=2}" "${POOL_MAX:=32}"
: "${HTTP_THREADS:=300}" "${LOG_LEVEL:=INFO}" "${AUDIT_LOG_LEVEL:=INFO}"
: "${JSON_PROVIDER=org.eclipse.parsson.JsonProviderImpl}"

# The settings of Portrait and MicroProfile JWT in docs/configure.md. The pool below has the database settings.
settings=(
  mp.jwt.verify.publickey.location mp.jwt.verify.publickey mp.jwt.verify.publickey.algorithm
  mp.jwt.verify.issuer mp.jwt.verify.audiences
  portrait.identity.claim portrait.data.dir portrait.datasource portrait.db.migrate
  portrait.media.store portrait.media.dir portrait.media.s3.endpoint portrait.media.s3.region portrait.media.s3.bucket
  portrait.media.s3.prefix portrait.media.s3.access-key portrait.media.s3.path-style portrait.media.s3.timeout
  portrait.media.s3.delivery portrait.media.s3.public-url portrait.public-url portrait.trusted-proxies
  portrait.picture.max-bytes portrait.picture.max-pixels portrait.picture.max-frames portrait.picture.memory
  portrait.request.max-bytes portrait.avatars.max portrait.avatars.lookup portrait.avatars.default portrait.avatars.programs
  portrait.read-only-fields portrait.directory portrait.visibility portrait.cors.origins
  portrait.frame.origins portrait.oidc.client-id portrait.oidc.authority portrait.oidc.scope portrait.oidc.origins portrait.audit.file
)
pool=portrait-pool
resource=jdbc/portrait
alias=portrait-db
# Payara uses the password alias of this name as the value of the setting.
secret=portrait.media.s3.secret-key

# asadmin gets passwords in a file, because other users of the machine can read command lines.
passwords=$(mktemp)
# Each call of asadmin starts a JVM, so most commands wait in a file for one call.
commands=$(mktemp)
waiting=0
trap 'rm -f "$passwords" "$commands"' EXIT

hand_over() { # password of an alias, may be empty
  printf 'AS_ADMIN_PASSWORD=%s\nAS_ADMIN_ALIASPASSWORD=%s\n' "${ADMIN_PASSWORD-}" "$1" > "$passwords"
}

as() {
  "$ASADMIN" --interactive=false --host "$ADMIN_HOST" --port "$ADMIN_PORT" --user "$ADMIN_USER" \
    --passwordfile "$passwords" "$@"
}

later() { # command and arguments
  local argument
  # A line of the file is a command, so a value of several lines, such as a PEM key, cannot wait.
  if [[ $* == *$'\n'* ]]; then
    as "$@"
    return
  fi
  for argument in "$@"; do
    argument=${argument//\\/\\\\}
    printf '"%s" ' "${argument//\"/\\\"}"
  done >> "$commands"
  echo >> "$commands"
  waiting=$((waiting + 1))
}

# asadmin reports only how the last command of a file ended.
run_waiting() {
  local output
  output=$(as multimode --file "$commands" 2>&1) || : # counted below
  printf '%s\n' "$output"
  if (($(grep -cx 'Command [a-z-]* executed successfully\.' <<< "$output") != waiting + 1)); then
    echo "A command failed." >&2
    exit 1
  fi
}

has() { # name, command that lists such names
  local name=$1
  shift
  grep -qxF -e "$name" <<< "$(as "$@")"
}

variable_of() {
  tr -c 'a-zA-Z0-9\n' _ <<< "$1" | tr a-z A-Z
}

# Without this check, a misspelt variable would be ignored silently.
known=" PORTRAIT_DB_URL PORTRAIT_DB_USER PORTRAIT_DB_PASSWORD "
for key in "${settings[@]}" "$secret"; do
  known+="$(variable_of "$key") "
done
for variable in $(compgen -e); do
  if [[ $variable =~ ^(PORTRAIT_|MP_JWT_) && $known != *" $variable "* ]]; then
    echo "$variable is not a setting that this script knows." >&2
    exit 1
  fi
done

# Allows DELETE with a body, which API clients send to delete an avatar. By default Payara refuses it with 400
# (https://github.com/payara/Payara/issues/1545).
allow_bodies() {
  later set configs.config.server-config.network-config.protocols.protocol.http-listener-1.http.allow-payload-for-undefined-http-methods=true
}

listener=configs.config.server-config.network-config.network-listeners.network-listener.http-listener-1

# Tokens with many groups exceed the default limit of 8 KiB for all headers.
allow_long_tokens() {
  later set configs.config.server-config.network-config.protocols.protocol.http-listener-1.http.header-buffer-length-bytes=32768
}

# Seen in Payara 6.2025.10: an HTTP/2 client on the plain-text port that does not read its responses occupies a thread for each request until a
# write times out. Disabling HTTP/2 is no alternative: then Payara loses the body of requests that offer an upgrade to HTTP/2, as Java's
# HttpClient does (https://github.com/eclipse-ee4j/glassfish-grizzly/issues/1972).
bound_unread_answers() {
  later set configs.config.server-config.network-config.protocols.protocol.http-listener-1.http.http2-max-concurrent-streams=32 \
    configs.config.server-config.network-config.transports.transport.tcp.write-timeout-millis=10000
}

# Seen in Payara 6.2025.10: the first logger writes parts of unverified tokens, including line breaks; Portrait logs why a token is refused.
# The others write a stack trace for each malformed or aborted request; Portrait logs its own defects as incidents.
quiet=fish.payara.microprofile.jwtauth.eesecurity.SignedJWTIdentityStore=OFF
quiet+=:org.apache.catalina.level=SEVERE:jakarta.enterprise.web=SEVERE:jakarta.enterprise.web.core=OFF
quiet+=:org.glassfish.grizzly.filterchain.DefaultFilterChain=OFF:'org.glassfish.jersey.server.ServerRuntime$Responder=OFF'

set_listener() {
  if [[ -n ${HTTP_ADDRESS-} ]]; then
    later set "$listener.address=$HTTP_ADDRESS"
  fi
  if [[ -n ${HTTP_PORT-} ]]; then
    later set "$listener.port=$HTTP_PORT"
  fi
}

# A new domain has five request threads, so five slow uploads would block all other clients.
set_threads() {
  local key=configs.config.server-config.thread-pools.thread-pool.http-thread-pool.max-thread-pool-size
  local threads
  threads=$(as get "$key" | sed -n "s/^$key=//p")
  if ((threads < HTTP_THREADS)); then
    later set "$key=$HTTP_THREADS"
    # An open listener keeps its old thread pool (seen in Payara 6.2025.10).
    later set "$listener.enabled=false"
    later set "$listener.enabled=true"
  fi
}

# Without it, Payara 6.2025.10 searches every jar for the provider, twice for each token, and a GET takes 1.6 times as long
# (https://github.com/jakartaee/jsonp-api/issues/154).
name_json_provider() {
  if [[ -n $JSON_PROVIDER && $(as list-jvm-options) != *-Djakarta.json.provider=* ]]; then
    later create-jvm-options "-Djakarta.json.provider=$JSON_PROVIDER"
  fi
}

set_alias() { # alias, password
  hand_over "$2"
  if has "$1" list-password-aliases; then
    as update-password-alias "$1"
  else
    as create-password-alias "$1"
  fi
}

set_password() {
  # A pool needs a password, even if the database requires none (seen in Payara 6.2025.10).
  if [[ -n ${PORTRAIT_DB_PASSWORD-} ]] || ! has "$alias" list-password-aliases; then
    set_alias "$alias" "${PORTRAIT_DB_PASSWORD:-none}"
  fi
}

set_secret() {
  local variable
  variable=$(variable_of "$secret")
  if [[ -n ${!variable-} ]]; then
    set_alias "$secret" "${!variable}"
  elif [[ -n ${!variable+given} ]] && has "$secret" list-password-aliases; then
    as delete-password-alias "$secret"
  fi
}

set_pool() {
  if [[ -n ${POSTGRESQL_DRIVER-} ]] && ! has "$(basename "$POSTGRESQL_DRIVER")" list-libraries; then
    later add-library "$POSTGRESQL_DRIVER"
  fi
  set_password
  if ! has "$pool" list-jdbc-connection-pools; then
    later create-jdbc-connection-pool --restype javax.sql.DataSource \
      --datasourceclassname org.postgresql.ds.PGSimpleDataSource "$pool"
  fi
  local prefix=resources.jdbc-connection-pool.$pool
  local values=(
    # First lower the minimum: it must never exceed the maximum.
    "$prefix.steady-pool-size=1" "$prefix.max-pool-size=$POOL_MAX" "$prefix.steady-pool-size=$POOL_MIN"
    # With these limits Portrait answers 503 within 5 seconds if the database is slow or down. A caller may wait for two logins.
    "$prefix.max-wait-time-in-millis=1000" "$prefix.fail-all-connections=true"
    "$prefix.property.connectTimeout=1" "$prefix.property.loginTimeout=1" "$prefix.property.socketTimeout=2"
    "$prefix.property.options=-c statement_timeout=1500 -c lock_timeout=1000"
    "$prefix.property.hostRecheckSeconds=2"
    # Validation detects a dead connection before the application gets it.
    "$prefix.connection-validation-method=custom-validation"
    "$prefix.validation-classname=org.glassfish.api.jdbc.validation.JDBC40ConnectionValidation"
    "$prefix.is-connection-validation-required=true"
    "$prefix.property.url=$PORTRAIT_DB_URL" "$prefix.property.user=${PORTRAIT_DB_USER:-portrait}"
    "$prefix.property.password=\${ALIAS=$alias}"
    # The driver's error detail quotes the row, which contains data that must not be logged.
    "$prefix.property.logServerErrorDetail=false"
  )
  later set "${values[@]}"
  if ! has "$resource" list-jdbc-resources; then
    later create-jdbc-resource --connectionpoolid "$pool" "$resource"
  fi
  later ping-connection-pool "$pool"
}

# In a domain without a value, names, texts and pictures are for callers who are signed in.
default_visibility() {
  if ! as get-config-property --source=domain --propertyname=portrait.visibility > /dev/null 2>&1; then
    : "${PORTRAIT_VISIBILITY=*=signed-in}"
  fi
}

set_settings() {
  local key variable
  for key in "${settings[@]}"; do
    variable=$(variable_of "$key")
    if [[ -n ${!variable-} ]]; then
      later set-config-property --source=domain --propertyname="$key" --propertyvalue="${!variable}"
    elif [[ -n ${!variable+given} ]]; then
      later delete-config-property --source=domain --propertyname="$key"
    fi
  done
}

hand_over ""
set_listener
allow_bodies
allow_long_tokens
bound_unread_answers
set_threads
name_json_provider
if [[ -n ${PORTRAIT_DB_URL-} ]]; then
  set_pool
  : "${PORTRAIT_DATASOURCE=$resource}"
fi
default_visibility
set_settings
set_secret
later set-log-levels "$quiet:dev.portrait=$LOG_LEVEL:dev.portrait.audit=$AUDIT_LOG_LEVEL"
if [[ -n ${HEALTH_ENDPOINT-} ]]; then
  later set-microprofile-healthcheck-configuration --enabled=true --endpoint="$HEALTH_ENDPOINT"
fi
run_waiting
as deploy --force=true --name portrait --contextroot "$CONTEXT_ROOT" "$WAR"
