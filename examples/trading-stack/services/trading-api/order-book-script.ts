/**
 * What runs inside of the cache, each call as one step that no other interrupts. Numbers are whole units of 10^-8 below 2^53, which Lua's doubles and the
 * scores of sorted sets hold exactly; sums of quantities are left to HINCRBY, which counts with 64 bits.
 *
 * One run makes at most so many fills, and then lets other commands of the node pass: whoever comes next, with an order, a cancellation or nothing, goes on
 * with the order that isn't done (`matching`) before anything else. It is in the hash of orders, and in no side of the book until it is done.
 *
 * ARGV[1] is the operation, ARGV[2] the channel of changes; what follows is told at each operation. Every key has the instrument as its hash tag.
 */
export const orderBookScript = (mostFills: number): string => `
local bids, asks, orders, levels, bidPrices, askPrices, done, events, meta, lease = unpack(KEYS)
local operation, channel = ARGV[1], ARGV[2]
local DONE_MILLISECONDS = 3600000
local SEQUENCES_PER_GENERATION = 4294967296
local MAX_LEVEL = 9e18
local MOST_FILLS = ${mostFills}

local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
local state = redis.call('HMGET', meta, 'generation', 'status', 'matching')
local generation, status, matching = state[1], state[2], state[3]
local fillsOfRun = 0

local function text(number) return string.format('%.0f', number) end

-- What changed, for those who watch: levels in the order in which they were touched first.
local touched, isTouched, trades = {}, {}, {}

local function moveLevel(side, price, by)
  local field = side .. ':' .. price
  local prices = side == 'buy' and bidPrices or askPrices
  redis.call('HINCRBY', levels, field, by)
  if redis.call('HGET', levels, field) == '0' then
    redis.call('HDEL', levels, field)
    redis.call('ZREM', prices, price)
  else
    redis.call('ZADD', prices, (side == 'buy' and '-' or '') .. price, price)
  end
  if not isTouched[field] then
    isTouched[field] = true
    touched[#touched + 1] = { side, price }
  end
end

-- A book that is being built anew is seen when it is whole.
local function publish()
  if status ~= 'open' or #touched == 0 then return end
  local changes = {}
  for i, level in ipairs(touched) do
    changes[i] = { level[1], level[2], redis.call('HGET', levels, level[1] .. ':' .. level[2]) or '0' }
  end
  local sequence = text(redis.call('HINCRBY', meta, 'sequence', 1))
  local message = { sequence = sequence, changes = changes }
  if #trades > 0 then message.trades = trades end
  redis.call('SPUBLISH', channel, cjson.encode(message))
end

local function leave(id)
  redis.call('ZADD', done, text(now), id)
  redis.call('ZREMRANGEBYSCORE', done, '-inf', '(' .. text(now - DONE_MILLISECONDS))
end

-- side:price:remaining:member
local function recordOf(id)
  local record = redis.call('HGET', orders, id)
  if not record then return nil end
  local side, price, remaining, member = record:match('^(%a+):(%d+):(%d+):(.+)$')
  if not side then return nil end
  return { side = side, price = price, remaining = tonumber(remaining), member = member }
end

local function keep(id, order)
  redis.call('HSET', orders, id, order.side .. ':' .. order.price .. ':' .. text(order.remaining) .. ':' .. order.member)
end

local function takeOut(id, order)
  redis.call('ZREM', order.side == 'buy' and bids or asks, order.member)
  redis.call('HDEL', orders, id)
  leave(id)
end

local function isKnown(id)
  return redis.call('HEXISTS', orders, id) == 1 or redis.call('ZSCORE', done, id) ~= false
end

-- Numbers of a generation's events grow by one: where one comes again, writes were lost.
local function append(eventId, ...)
  local number = text(redis.call('HINCRBY', meta, 'events', 1))
  redis.call('XADD', events, '*', 'id', eventId, 'generation', generation, 'number', number, ...)
end

local function fill(eventId, taker, maker, makerId, quantity)
  local buyer, seller = taker.id, makerId
  if taker.side == 'sell' then buyer, seller = makerId, taker.id end
  append(eventId, 'type', 'fill', 'buy', buyer, 'sell', seller, 'side', taker.side, 'price', maker.price, 'quantity', text(quantity), 'time', text(now))
  trades[#trades + 1] = { id = eventId, side = taker.side, price = maker.price, quantity = text(quantity), time = text(now) }
end

-- Half of an order is gone, which no operation does: the book is built anew from the database.
local function giveUp()
  status = 'closed'
  redis.call('HSET', meta, 'status', status)
end

-- Best price first, then who came first; each at the price of the one that rests. Whether it is done, and how many fills it made.
local function match(taker, token)
  local opposite = taker.side == 'buy' and asks or bids
  local limit, fills = tonumber(taker.price), 0
  while taker.remaining > 0 do
    local best = redis.call('ZRANGE', opposite, 0, 0)[1]
    if not best then break end
    local makerId = best:sub(18)
    local maker = recordOf(makerId)
    if not maker then
      giveUp()
      break
    end
    local price = tonumber(maker.price)
    if (taker.side == 'buy' and price > limit) or (taker.side == 'sell' and price < limit) then break end
    if fillsOfRun == MOST_FILLS then return false, fills end
    local quantity = math.min(taker.remaining, maker.remaining)
    fills, fillsOfRun = fills + 1, fillsOfRun + 1
    fill(token .. '-' .. fills, taker, maker, makerId, quantity)
    taker.remaining = taker.remaining - quantity
    maker.remaining = maker.remaining - quantity
    if maker.remaining == 0 then takeOut(makerId, maker) else keep(makerId, maker) end
    moveLevel(maker.side, maker.price, '-' .. text(quantity))
  end
  return true, fills
end

-- Matches an order as far as this run may, and what is left of it rests then.
local function process(taker, token)
  local isDone, fills = match(taker, token)
  if status == 'closed' then return { 'pending', fills } end
  if not isDone then
    matching = taker.id
    redis.call('HSET', meta, 'matching', taker.id)
    keep(taker.id, taker)
    return { 'matching', fills }
  end
  if matching then
    matching = false
    redis.call('HDEL', meta, 'matching')
  end
  if taker.remaining > 0 then
    redis.call('ZADD', taker.side == 'buy' and bids or asks, (taker.side == 'buy' and '-' or '') .. taker.price, taker.member)
    keep(taker.id, taker)
    moveLevel(taker.side, taker.price, text(taker.remaining))
  else
    redis.call('HDEL', orders, taker.id)
    leave(taker.id)
  end
  return { 'accepted', fills }
end

local function submit(taker, token)
  if matching then return { 'waiting', 0 } end
  if isKnown(taker.id) then return { 'known', 0 } end
  local level = redis.call('HGET', levels, taker.side .. ':' .. taker.price)
  if level and tonumber(level) + taker.remaining > MAX_LEVEL then return { 'full', 0 } end
  taker.member = string.format('%016.0f', redis.call('HINCRBY', meta, 'entries', 1)) .. ':' .. taker.id
  return process(taker, token)
end

-- Of the order that an earlier run didn't finish: its id and its outcome.
local function goOn(token)
  if not matching then return nil end
  local id = matching
  local taker = recordOf(id)
  if not taker then
    giveUp()
    return id, { 'pending', 0 }
  end
  taker.id = id
  return id, process(taker, token .. '-m')
end

local operations = {}

-- token, generation (of who builds the book, else empty), then id, side, price, quantity of each order. Whether an order isn't done, then the outcomes.
function operations.submit()
  local token, builder = ARGV[3], ARGV[4]
  local function mayRun()
    return (status == 'open' and builder == '') or (status == 'building' and builder == generation)
  end
  local earlier, outcome
  if mayRun() then earlier, outcome = goOn(token) end
  local results = {}
  for i = 5, #ARGV, 4 do
    local order = { id = ARGV[i], side = ARGV[i + 1], price = ARGV[i + 2], remaining = tonumber(ARGV[i + 3]) }
    if earlier and order.id == earlier then
      results[#results + 1] = outcome
    else
      results[#results + 1] = mayRun() and submit(order, token .. '-' .. #results) or { 'pending', 0 }
    end
  end
  publish()
  return { matching and mayRun() and 1 or 0, results }
end

-- token, id
function operations.cancel()
  local token, id = ARGV[3], ARGV[4]
  if status ~= 'open' then return 'pending' end
  if matching ~= id then goOn(token) end
  if status ~= 'open' then return 'pending' end
  if matching and matching ~= id then
    publish()
    return 'waiting'
  end
  local order = recordOf(id)
  if matching then
    -- It is in no side of the book yet.
    redis.call('HDEL', meta, 'matching')
    redis.call('HDEL', orders, id)
    leave(id)
  elseif order then
    takeOut(id, order)
    moveLevel(order.side, order.price, '-' .. text(order.remaining))
  elseif redis.call('ZSCORE', done, id) then
    publish()
    return 'gone'
  else
    -- It may be on its way: when it arrives, it is known.
    leave(id)
  end
  append(token, 'type', 'cancel', 'order', id)
  publish()
  return 'cancelled'
end

-- number of levels
function operations.depth()
  local last = tonumber(ARGV[3]) - 1
  local answer = { status or '', redis.call('HGET', meta, 'sequence') or '0' }
  for _, side in ipairs({ 'buy', 'sell' }) do
    local found = {}
    for i, price in ipairs(redis.call('ZRANGE', side == 'buy' and bidPrices or askPrices, 0, last)) do
      found[i] = { price, redis.call('HGET', levels, side .. ':' .. price) }
    end
    answer[#answer + 1] = found
  end
  return answer
end

function operations.state()
  local oldest = redis.call('XRANGE', events, '-', '+', 'COUNT', 1)[1]
  local age = oldest and now - tonumber(oldest[1]:match('^%d+')) or 0
  return { generation or '0', status or '', redis.call('XLEN', events), age, redis.call('HGET', meta, 'events') or '0', matching and 1 or 0 }
end

-- reader, milliseconds of its lease, how many (0: it stops), then entry and event id of what is settled
function operations.read()
  local reader = ARGV[3]
  for i = 6, #ARGV, 2 do
    -- After a failover another event may have an entry's id.
    local entry = redis.call('XRANGE', events, ARGV[i], ARGV[i])[1]
    if entry and entry[2][2] == ARGV[i + 1] then redis.call('XDEL', events, ARGV[i]) end
  end
  local holder = redis.call('GET', lease)
  if holder and holder ~= reader then return {} end
  local entries = ARGV[5] == '0' and {} or redis.call('XRANGE', events, '-', '+', 'COUNT', ARGV[5])
  -- What is deleted first may be written where the memory is used up: what is settled must go, or nothing ever does.
  if holder or #entries > 0 then redis.call('DEL', lease) end
  if #entries > 0 then redis.call('SET', lease, reader, 'PX', ARGV[4]) end
  return entries
end

-- generation: everything is forgotten
function operations.reset()
  if generation and tonumber(generation) >= tonumber(ARGV[3]) then return 0 end
  redis.call('DEL', unpack(KEYS))
  redis.call('HSET', meta, 'generation', ARGV[3], 'status', 'building', 'sequence', text(tonumber(ARGV[3]) * SEQUENCES_PER_GENERATION))
  return 1
end

-- generation: the book is whole; the leap of the sequence tells it to those who watch
function operations.open()
  if status ~= 'building' or generation ~= ARGV[3] then return 0 end
  redis.call('HSET', meta, 'status', 'open')
  local sequence = text(redis.call('HINCRBY', meta, 'sequence', 1))
  redis.call('SPUBLISH', channel, cjson.encode({ sequence = sequence }))
  return 1
end

-- generation: the book isn't what the database says
function operations.close()
  if generation ~= ARGV[3] then return 0 end
  redis.call('HSET', meta, 'status', 'closed')
  return 1
end

return operations[operation]()
`;
