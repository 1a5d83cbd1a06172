#!/usr/bin/env bash
# Configures a running domain of Payara Server for Portrait and deploys portrait.war on it; see README.md.
# It may be run again: what is set is set anew, what is not given stays, and the application is redeployed.
set -euo pipefail

: "${ASADMIN:=asadmin}" "${ADMIN_HOST:=localhost}" "${ADMIN_PORT:=4848}" "${ADMIN_USER:=admin}"
: "${WAR:=portrait.war}" "${CONTEXT_ROOT:=/}" "${POOL_MIN:=2}" "${POOL_MAX:=32}"
: "${HTTP_THREADS:=300}" "${LOG_LEVEL:=INFO}" "${AUDIT_LOG_LEVEL:=INFO}"

# What Portrait and MicroProfile JWT read, as docs/configure.md lists it. The database is the pool's, below.
settings=(
  mp.jwt.verify.publickey.location mp.jwt.verify.publickey mp.jwt.verify.publickey.algorithm
  mp.jwt.verify.issuer mp.jwt.verify.audiences
  portrait.identity.claim portrait.data.dir portrait.datasource portrait.db.migrate
  portrait.media.store portrait.media.dir portrait.media.s3.endpoint portrait.media.s3.region portrait.media.s3.bucket
  portrait.media.s3.prefix portrait.media.s3.access-key portrait.media.s3.path-style portrait.media.s3.timeout
  portrait.media.s3.delivery portrait.media.s3.public-url portrait.public-url portrait.trusted-proxies
  portrait.picture.max-bytes portrait.picture.max-pixels portrait.picture.max-frames portrait.picture.permits
  portrait.request.max-bytes portrait.avatars.max portrait.read-only-fields portrait.cors.origins portrait.frame.origins portrait.audit.file
)
pool=portrait-pool
resource=jdbc/portrait
alias=portrait-db
# Payara takes the password alias of that name for the setting.
secret=portrait.media.s3.secret-key

# Passwords go to asadmin by file: other users of the machine can read a command line.
passwords=$(mktemp)
trap 'rm -f "$passwords"' EXIT

hand_over() { # the password of an alias, may be empty
  printf 'AS_ADMIN_PASSWORD=%s\nAS_ADMIN_ALIASPASSWORD=%s\n' "${ADMIN_PASSWORD-}" "$1" > "$passwords"
}

as() {
  "$ASADMIN" --interactive=false --host "$ADMIN_HOST" --port "$ADMIN_PORT" --user "$ADMIN_USER" \
    --passwordfile "$passwords" "$@"
}

has() { # name, command that lists such names
  local name=$1
  shift
  grep -qxF -e "$name" <<< "$(as "$@")"
}

variable_of() {
  tr -c 'a-zA-Z0-9\n' _ <<< "$1" | tr a-z A-Z
}

# A misspelt variable would be passed over in silence.
known=" PORTRAIT_DB_URL PORTRAIT_DB_USER PORTRAIT_DB_PASSWORD "
for key in "${settings[@]}" "$secret"; do
  known+="$(variable_of "$key") "
done
for variable in $(compgen -e); do
  if [[ $variable =~ ^(PORTRAIT_|MP_JWT_) && $known != *" $variable "* ]]; then
    echo "$variable is no setting that this script knows." >&2
    exit 1
  fi
done

# Payara refuses a DELETE with a body otherwise; to remove an avatar, clients of the API send one.
allow_bodies() {
  as set configs.config.server-config.network-config.protocols.protocol.http-listener-1.http.allow-payload-for-undefined-http-methods=true
}

listener=configs.config.server-config.network-config.network-listeners.network-listener.http-listener-1

# A token of an identity provider with many groups is longer than the 8 KiB that all headers may have otherwise.
allow_long_tokens() {
  as set configs.config.server-config.network-config.protocols.protocol.http-listener-1.http.header-buffer-length-bytes=32768
}

# A client of HTTP/2 in the clear that reads nothing holds a thread for each of its requests, until a write times out. Without
# HTTP/2, Payara would lose the body of a request that offers an upgrade to it, as Java's HttpClient does.
bound_unread_answers() {
  as set configs.config.server-config.network-config.protocols.protocol.http-listener-1.http.http2-max-concurrent-streams=32 \
    configs.config.server-config.network-config.transports.transport.tcp.write-timeout-millis=10000
}

# The first writes parts of tokens that nobody has verified, line breaks included; Portrait itself logs why a token is refused.
# The others write a stack trace for each request that is malformed or broken off; Portrait logs its own defects, as incidents.
quiet=fish.payara.microprofile.jwtauth.eesecurity.SignedJWTIdentityStore=OFF
quiet+=:org.apache.catalina.level=SEVERE:jakarta.enterprise.web=SEVERE:jakarta.enterprise.web.core=OFF
quiet+=:org.glassfish.grizzly.filterchain.DefaultFilterChain=OFF:'org.glassfish.jersey.server.ServerRuntime$Responder=OFF'

set_listener() {
  if [[ -n ${HTTP_ADDRESS-} ]]; then
    as set "$listener.address=$HTTP_ADDRESS"
  fi
  if [[ -n ${HTTP_PORT-} ]]; then
    as set "$listener.port=$HTTP_PORT"
  fi
}

# A new domain has five threads for all requests; as many slow uploads keep everybody else waiting.
set_threads() {
  local key=configs.config.server-config.thread-pools.thread-pool.http-thread-pool.max-thread-pool-size
  local threads
  threads=$(as get "$key" | sed -n "s/^$key=//p")
  if ((threads < HTTP_THREADS)); then
    as set "$key=$HTTP_THREADS"
    # A listener that is open keeps the threads that it had.
    as set "$listener.enabled=false"
    as set "$listener.enabled=true"
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
  # A pool without a password does not work, even with a database that asks for none.
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
    as add-library "$POSTGRESQL_DRIVER"
  fi
  set_password
  if ! has "$pool" list-jdbc-connection-pools; then
    as create-jdbc-connection-pool --restype javax.sql.DataSource \
      --datasourceclassname org.postgresql.ds.PGSimpleDataSource "$pool"
  fi
  local prefix=resources.jdbc-connection-pool.$pool
  local values=(
    # The smallest first: at no time may it be above the largest.
    "$prefix.steady-pool-size=1" "$prefix.max-pool-size=$POOL_MAX" "$prefix.steady-pool-size=$POOL_MIN"
    # A database that is slow or away is noticed in time to answer 503 within 5 seconds. A caller may wait for two logins.
    "$prefix.max-wait-time-in-millis=1000" "$prefix.fail-all-connections=true"
    "$prefix.property.connectTimeout=1" "$prefix.property.loginTimeout=1" "$prefix.property.socketTimeout=2"
    "$prefix.property.options=-c statement_timeout=1500 -c lock_timeout=1000"
    "$prefix.property.hostRecheckSeconds=2"
    # A connection that died meanwhile is noticed before the application gets it.
    "$prefix.connection-validation-method=custom-validation"
    "$prefix.validation-classname=org.glassfish.api.jdbc.validation.JDBC40ConnectionValidation"
    "$prefix.is-connection-validation-required=true"
    "$prefix.property.url=$PORTRAIT_DB_URL" "$prefix.property.user=${PORTRAIT_DB_USER:-portrait}"
    "$prefix.property.password=\${ALIAS=$alias}"
    # The driver's detail of an error quotes the row, and with it what must not be in a log.
    "$prefix.property.logServerErrorDetail=false"
  )
  as set "${values[@]}"
  if ! has "$resource" list-jdbc-resources; then
    as create-jdbc-resource --connectionpoolid "$pool" "$resource"
  fi
  as ping-connection-pool "$pool"
}

set_settings() {
  local key variable
  for key in "${settings[@]}"; do
    variable=$(variable_of "$key")
    if [[ -n ${!variable-} ]]; then
      as set-config-property --source=domain --propertyname="$key" --propertyvalue="${!variable}"
    elif [[ -n ${!variable+given} ]]; then
      as delete-config-property --source=domain --propertyname="$key"
    fi
  done
}

hand_over ""
set_listener
allow_bodies
allow_long_tokens
bound_unread_answers
set_threads
if [[ -n ${PORTRAIT_DB_URL-} ]]; then
  set_pool
  : "${PORTRAIT_DATASOURCE=$resource}"
fi
set_settings
set_secret
as set-log-levels "$quiet"
as set-log-levels "dev.portrait=$LOG_LEVEL:dev.portrait.audit=$AUDIT_LOG_LEVEL"
if [[ -n ${HEALTH_ENDPOINT-} ]]; then
  as set-microprofile-healthcheck-configuration --enabled=true --endpoint="$HEALTH_ENDPOINT"
fi
as deploy --force=true --name portrait --contextroot "$CONTEXT_ROOT" "$WAR"
