package dev.paco.console.page;

import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;
import org.thymeleaf.spring6.view.reactive.ThymeleafReactiveViewResolver;

/** How pages are made and files served. */
@Configuration(proxyBeanMethods = false)
class PageConfiguration implements WebFluxConfigurer {

    @Override
    public void configureArgumentResolvers(ArgumentResolverConfigurer resolvers) {
        resolvers.addCustomResolver(new ActorArgumentResolver());
    }

    @Bean
    RouterFunction<ServerResponse> routeAssets(Assets assets) {
        return assets.routes();
    }

    /** Views, pages of errors included, are made on worker threads, and know the addresses of files and how times are written. */
    @Bean
    static BeanPostProcessor preparesViews(ObjectProvider<Assets> assets) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessBeforeInitialization(Object bean, String name) {
                if (bean instanceof ThymeleafReactiveViewResolver views) {
                    views.setViewClass(WorkerThreadView.class);
                    views.setStaticVariables(Map.of("assets", assets.getObject().addresses(), "times", new Times()));
                }
                return bean;
            }
        };
    }
}
