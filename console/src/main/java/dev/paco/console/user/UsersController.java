package dev.paco.console.user;

import dev.paco.console.audit.Act;
import dev.paco.console.audit.Actor;
import dev.paco.console.audit.AuditLog;
import dev.paco.console.page.SeeOther;
import dev.paco.console.random.RandomCode;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.WebSession;
import reactor.core.publisher.Mono;

/** The users of the console: who they are, what they may do, whether they get in. */
@Controller
class UsersController {

    /** In whose name refused logins are noted. */
    private static final String NOBODY = "nobody";

    private static final String SHOWN_ONCE = "shown-once";
    private static final int PASSWORD_GROUPS = 4;

    private final UserStore users;
    private final Passwords passwords;
    private final RandomCode codes;
    private final AuditLog audit;

    UsersController(UserStore users, Passwords passwords, RandomCode codes, AuditLog audit) {
        this.users = users;
        this.passwords = passwords;
        this.codes = codes;
        this.audit = audit;
    }

    /** A password that a page shows once, kept in the session of who asked for it until then. */
    record NewPassword(String username, String password) {

        @Override
        public String toString() {
            return username;
        }
    }

    /** The fields of the forms. */
    record Fields(String username, String role, String password) {

        Fields {
            username = username == null ? "" : username.strip();
            role = role == null ? "" : role;
            password = password == null ? "" : password;
        }

        @Override
        public String toString() {
            return username + " " + role;
        }
    }

    @GetMapping("/users")
    Mono<Rendering> list() {
        return list(HttpStatus.OK, new Fields("", Role.RESEARCHER.wireName(), ""), "");
    }

    private Mono<Rendering> list(HttpStatus status, Fields typed, String fault) {
        return users.all()
                .collectList()
                .map(all -> Rendering.view("user/users")
                        .status(status)
                        .modelAttribute("users", all)
                        .modelAttribute("typed", typed)
                        .modelAttribute("fault", fault)
                        .build());
    }

    @PostMapping("/users")
    Mono<Rendering> add(Fields fields, Actor actor, WebSession session) {
        Optional<String> fault = fault(fields);
        if (fault.isPresent()) {
            return list(HttpStatus.UNPROCESSABLE_CONTENT, fields, fault.get());
        }
        Role role = Role.of(fields.role()).orElseThrow();
        String password = password(fields);
        return users.find(fields.username())
                .flatMap(there -> exists(fields))
                .switchIfEmpty(Mono.defer(() -> audit.note(
                                actor, Act.ADD_USER, fields.username(), Map.of("role", role.wireName()))
                        .then(passwords.hash(password))
                        .flatMap(hash -> users.add(fields.username(), hash, role, actor.username()))
                        .flatMap(added -> added
                                ? Mono.fromSupplier(() -> {
                                    showOnce(fields, password, session);
                                    return toPage(fields.username(), "added");
                                })
                                : audit.noteRefused(actor, Act.ADD_USER, fields.username(), "exists")
                                        .then(exists(fields)))));
    }

    private Mono<Rendering> exists(Fields fields) {
        return list(HttpStatus.UNPROCESSABLE_CONTENT, fields, "There is a user " + fields.username() + " already.");
    }

    private static Optional<String> fault(Fields fields) {
        if (!ConsoleUser.isName(fields.username()) || fields.username().equals(NOBODY)) {
            return Optional.of(
                    "The name has to be of 1 to 50 small letters, digits, dots, hyphens and underscores, with a letter"
                            + " or digit first: " + fields.username());
        }
        if (Role.of(fields.role()).isEmpty()) {
            return Optional.of("There is no role " + fields.role() + ".");
        }
        return passwordFault(fields);
    }

    private static Optional<String> passwordFault(Fields fields) {
        return fields.password().isEmpty()
                ? Optional.empty()
                : Passwords.fault(fields.password()).map(fault -> "The password " + fault + ".");
    }

    private String password(Fields fields) {
        return fields.password().isEmpty() ? codes.ofGroups(PASSWORD_GROUPS) : fields.password();
    }

    /** What was typed is known to who typed it. */
    private static void showOnce(Fields fields, String password, WebSession session) {
        if (fields.password().isEmpty()) {
            session.getAttributes().put(SHOWN_ONCE, new NewPassword(fields.username(), password));
        }
    }

    @GetMapping("/users/{username}")
    Mono<Rendering> user(@PathVariable String username, WebSession session) {
        NewPassword shown = session.getAttribute(SHOWN_ONCE);
        if (shown == null || !shown.username().equals(username)) {
            return page(username, HttpStatus.OK, "", "");
        }
        session.getAttributes().remove(SHOWN_ONCE);
        return page(username, HttpStatus.OK, shown.password(), "");
    }

    private Mono<Rendering> page(String username, HttpStatus status, String password, String fault) {
        return known(username)
                .map(user -> Rendering.view("user/user")
                        .status(status)
                        .modelAttribute("user", user)
                        .modelAttribute("password", password)
                        .modelAttribute("fault", fault)
                        .build());
    }

    private Mono<ConsoleUser> known(String username) {
        return Mono.just(username)
                .filter(ConsoleUser::isName)
                .flatMap(users::find)
                .switchIfEmpty(Mono.error(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)));
    }

    @PostMapping("/users/{username}/role")
    Mono<Rendering> changeRole(@PathVariable String username, Fields fields, Actor actor) {
        return Role.of(fields.role())
                .map(role -> known(username).flatMap(user -> change(user, role, user.enabled(), actor)))
                .orElseGet(() -> page(
                        username, HttpStatus.UNPROCESSABLE_CONTENT, "", "There is no role " + fields.role() + "."));
    }

    @PostMapping("/users/{username}/lock")
    Mono<Rendering> lock(@PathVariable String username, Actor actor) {
        return known(username).flatMap(user -> change(user, user.role(), false, actor));
    }

    @PostMapping("/users/{username}/unlock")
    Mono<Rendering> unlock(@PathVariable String username, Actor actor) {
        return known(username).flatMap(user -> change(user, user.role(), true, actor));
    }

    private Mono<Rendering> change(ConsoleUser user, Role role, boolean enabled, Actor actor) {
        return audit.note(
                        actor,
                        Act.CHANGE_USER,
                        user.username(),
                        Map.of("role", role.wireName(), "gets_in", Boolean.toString(enabled)))
                .then(users.change(user.username(), role, enabled))
                .flatMap(changed -> changed
                        ? Mono.just(toPage(user.username(), "changed"))
                        : audit.noteRefused(actor, Act.CHANGE_USER, user.username(), "last operator")
                                .then(page(
                                        user.username(),
                                        HttpStatus.CONFLICT,
                                        "",
                                        "Nothing is changed: without " + user.username()
                                                + " there would be no operator who gets in.")));
    }

    @PostMapping("/users/{username}/password")
    Mono<Rendering> resetPassword(@PathVariable String username, Fields fields, Actor actor, WebSession session) {
        Optional<String> fault = passwordFault(fields);
        if (fault.isPresent()) {
            return page(username, HttpStatus.UNPROCESSABLE_CONTENT, "", fault.get());
        }
        String password = password(fields);
        return known(username)
                .flatMap(user -> audit.note(actor, Act.RESET_PASSWORD, username, Map.of()))
                .then(passwords.hash(password))
                .flatMap(hash -> users.changePassword(username, hash))
                .map(changed -> toPage(username, "reset"))
                .doOnNext(page -> showOnce(new Fields(username, "", fields.password()), password, session));
    }

    private static Rendering toPage(String username, String done) {
        return SeeOther.at("/users/" + username + "?" + done);
    }
}
