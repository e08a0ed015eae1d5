// SPDX-License-Identifier: Apache-2.0
package io.vastar.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vastar.pace.Stage;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoadModelTest {
    private static final long SECOND = 1_000_000_000L;

    private static LoadModel model(LoadModel.Kind kind, LoadModel.Arrival arrival, Stage... stages) {
        return new LoadModel(kind, arrival, List.of(stages), 5, SECOND, 200, 0, 0, 0, 1);
    }

    @Test
    void shouldKeepTheUsersOfAModelWithoutStages() {
        assertThat(LoadModel.closed(50).usersAt(0)).isEqualTo(50);
        assertThat(LoadModel.closed(50).usersAt(Long.MAX_VALUE)).isEqualTo(50);
    }

    @Test
    void shouldInterpolateAndRoundTheUsersOfStages() {
        LoadModel model = model(
                LoadModel.Kind.CLOSED,
                LoadModel.Arrival.CONSTANT,
                new Stage(0, 200, 10 * SECOND),
                new Stage(200, 200, 5 * SECOND),
                new Stage(20, 0, 10 * SECOND));

        assertThat(model.usersAt(-1)).isZero();
        assertThat(model.usersAt(0)).isZero();
        assertThat(model.usersAt(SECOND / 40 - 1)).isZero();
        assertThat(model.usersAt(SECOND / 40)).isEqualTo(1);
        assertThat(model.usersAt(5 * SECOND)).isEqualTo(100);
        assertThat(model.usersAt(10 * SECOND)).isEqualTo(200);
        assertThat(model.usersAt(15 * SECOND - 1)).isEqualTo(200);
        assertThat(model.usersAt(15 * SECOND)).isEqualTo(20);
        assertThat(model.ratePerSecAt(SECOND / 40)).isEqualTo(0.5);
        assertThat(model.usersAt(20 * SECOND)).isEqualTo(10);
        assertThat(model.usersAt(25 * SECOND)).isZero();
        assertThat(model.usersAt(Long.MAX_VALUE)).isZero();
    }

    @Test
    void shouldKeepTheUsersOfALastStageWithoutEnd() {
        LoadModel model = model(LoadModel.Kind.CLOSED, LoadModel.Arrival.CONSTANT, new Stage(7, 7, Long.MAX_VALUE));
        assertThat(model.usersAt(Long.MAX_VALUE - 1)).isEqualTo(7);
    }

    @Test
    void shouldMakeTheScheduleOfItsArrivals() {
        Stage second = new Stage(10, 10, SECOND);
        LoadModel even = model(LoadModel.Kind.OPEN, LoadModel.Arrival.CONSTANT, second);
        LoadModel poisson = model(LoadModel.Kind.OPEN, LoadModel.Arrival.POISSON, second);
        LoadModel burst = model(LoadModel.Kind.OPEN, LoadModel.Arrival.BURST);

        assertThat(even.schedule().cursor(1, 2).nextNs()).isEqualTo(SECOND / 10);
        assertThat(poisson.schedule().cursor(0, 1).nextNs()).isPositive();
        assertThat(burst.schedule().cursor(7, 8).nextNs()).isEqualTo(SECOND);
    }

    @Test
    void shouldHaveNoScheduleWhenClosed() {
        assertThatThrownBy(LoadModel.closed(1)::schedule).isInstanceOf(IllegalStateException.class);
    }
}
