package dev.paco.console.login;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.server.ServerWebExchange;

/** The page to log in; what its form sends is Spring Security's. */
@Controller
class LoginController {

    @GetMapping("/login")
    String login(ServerWebExchange exchange, Model model) {
        model.addAttribute("refused", exchange.getRequest().getQueryParams().containsKey("error"));
        model.addAttribute("loggedOut", exchange.getRequest().getQueryParams().containsKey("logout"));
        return "login";
    }
}
