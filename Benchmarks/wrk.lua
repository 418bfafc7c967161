-- wrk -s wrk.lua URL -- COOKIE [TOKEN ORIGIN]
-- Prints one line of JSON after the run: answers a second, times in milliseconds, requests that failed.
-- With a form's token, each request adds a person through the form, with a submission of its own.
local letters = "0123456789abcdefghjkmnpqrstvwxyz"
local threads = 0

function setup(thread)
  threads = threads + 1
  thread:set("number", threads)
end

function init(arguments)
  wrk.headers["Cookie"] = arguments[1]
  local token = arguments[2]
  if not token then return end
  math.randomseed(os.time() * 64 + number)
  wrk.method = "POST"
  wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
  wrk.headers["Origin"] = arguments[3]
  request = function()
    local id = {"01"}
    for at = 1, 24 do
      local letter = math.random(1, 32)
      id[at + 1] = letters:sub(letter, letter)
    end
    local submission = table.concat(id)
    return wrk.format(nil, nil, nil,
      "token=" .. token .. "&submission=" .. submission .. "&fullName=B%C3%B9i+Thu+" .. submission)
  end
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    'RESULT {"answers": %d, "rate": %.1f, "median": %.3f, "p95": %.3f, "p99": %.3f, "failed": %d}\n',
    summary.requests, summary.requests / summary.duration * 1e6, latency:percentile(50) / 1000,
    latency:percentile(95) / 1000, latency:percentile(99) / 1000,
    errors.connect + errors.read + errors.write + errors.timeout + errors.status))
end
