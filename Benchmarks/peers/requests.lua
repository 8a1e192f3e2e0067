-- For wrk: posts the lines of a file in turn, or without one gets the URL, and prints what was measured as JSON.
--   wrk ... -s requests.lua URL -- [FILE]

local requests, index = {}, 0

function init(arguments)
    if not arguments[1] then
        requests[1] = wrk.format()
        return
    end
    wrk.method = "POST"
    wrk.headers["Content-Type"] = "application/json"
    for line in io.lines(arguments[1]) do
        requests[#requests + 1] = wrk.format(nil, nil, nil, line)
    end
end

function request()
    index = index % #requests + 1
    return requests[index]
end

function done(summary, latency)
    local errors = summary.errors
    local failed = errors.connect + errors.read + errors.write + errors.status + errors.timeout
    io.write(string.format(
        'JSON {"requests": %d, "failed": %d, "per_second": %.1f, "p50_ms": %.4f, "p99_ms": %.4f}\n',
        summary.requests, failed, summary.requests / summary.duration * 1e6,
        latency:percentile(50) / 1e3, latency:percentile(99) / 1e3))
end
