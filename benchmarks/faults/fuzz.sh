#!/usr/bin/env bash
# Ten minutes of every parser on the way in, and of the whole server's requests: some five hours, or as much less as there are
# processors to spare. Other seconds, or one target:
# benchmarks/faults/fuzz.sh --at-once 8
# benchmarks/faults/fuzz.sh --seconds 60 --target source-twilio
set -euo pipefail
cd "$(dirname "$0")/../.."
exec dotnet run -c Release --project benchmarks/faults -- fuzz --seconds 600 --seed "$(date +%s)" "$@"
