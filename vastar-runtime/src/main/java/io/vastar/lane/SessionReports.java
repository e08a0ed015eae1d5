// SPDX-License-Identifier: Apache-2.0
package io.vastar.lane;

import io.vastar.spi.ErrorKind;
import io.vastar.spi.Exchange;

/** What the codec of one session has reported: ends exchanges, and keeps for later what cannot be done while it reads. */
final class SessionReports implements SessionInbound {
    private final SessionConnection connection;
    private final SessionLane lane;
    private final SessionFlights flights;

    private long nowNs;
    private int askedId;
    private int abandoned;
    private long answered;
    private boolean closing;
    private ErrorKind brokenKind;
    private String brokenWords;

    SessionReports(SessionConnection connection, SessionLane lane, SessionFlights flights) {
        this.connection = connection;
        this.lane = lane;
        this.flights = flights;
    }

    /** The codec is about to be called. */
    void at(long newNowNs) {
        nowNs = newNowNs;
    }

    /** A new wire: nothing has been reported of it. */
    void reset() {
        answered = 0;
        closing = false;
        brokenKind = null;
        brokenWords = null;
    }

    /** Answers on this wire so far. */
    long answered() {
        return answered;
    }

    boolean isClosing() {
        return closing;
    }

    /** Null unless the session is of no use any more. */
    ErrorKind brokenKind() {
        return brokenKind;
    }

    String brokenWords() {
        return brokenWords;
    }

    /** Exchanges in flight that were given up and whose answers may still come. */
    int abandoned() {
        return abandoned;
    }

    /** The answer of an exchange that is given up may still come, and would else be taken for that of another. */
    void abandon(int id) {
        flights.replace(id, lane.nobody());
        abandoned++;
    }

    /** The answer of one that was given up has come, or cannot come any more. */
    void forget(int id) {
        flights.remove(id);
        abandoned--;
    }

    @Override
    public void ready() {
        connection.ready(nowNs);
    }

    @Override
    public Exchange first() {
        askedId = flights.firstId();
        return flights.first();
    }

    @Override
    public Exchange withId(int id) {
        askedId = id;
        return flights.get(id);
    }

    @Override
    public void completed(Exchange exchange, int code) {
        if (remove(exchange)) {
            exchange.complete(nowNs, code);
            lane.hasRoom(connection);
            lane.completed(exchange);
        }
    }

    @Override
    public void failed(Exchange exchange, ErrorKind kind, String detail) {
        if (remove(exchange)) {
            exchange.fail(nowNs, kind, detail);
            lane.hasRoom(connection);
            lane.completed(exchange);
        }
    }

    /** False for one that had been given up, which ends with this. */
    private boolean remove(Exchange exchange) {
        answered++;
        if (exchange == lane.nobody()) {
            forget(askedId);
            lane.hasRoom(connection);
            return false;
        }
        flights.remove(flights.get(askedId) == exchange ? askedId : flights.idOf(exchange));
        return true;
    }

    @Override
    public void pushed(int kind, long latencyNs, long bytes) {
        lane.meter().arrived(kind, latencyNs, bytes);
    }

    @Override
    public SessionOut out() {
        return connection.outForReply();
    }

    @Override
    public void broken(ErrorKind kind, String detail) {
        if (brokenKind == null) {
            brokenKind = kind;
            brokenWords = detail;
        }
    }

    @Override
    public void closing() {
        closing = true;
    }
}
